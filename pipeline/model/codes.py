"""The closed sets of codes: what a status, a unit, a topic can be."""

from enum import StrEnum


class SectionKind(StrEnum):
    """What a section of a case is about."""

    OVERVIEW = "overview"
    RESULTS = "results"
    PROFILE = "profile"
    HIGHLIGHTS = "highlights"
    IMPLEMENTATION = "implementation"
    IMPACT = "impact"
    TITLE = "title"
    FRONT_MATTER = "front_matter"
    BACK_MATTER = "back_matter"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a run of joined lines is on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    CELL = "cell"


class Bound(StrEnum):
    """How the stated number limits the true value."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Direction(StrEnum):
    """What the sentence says happened to the measured thing."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = "none"


class Status(StrEnum):
    """Whether the claim reports something or announces it."""

    ACTUAL = "actual"
    PLANNED = "planned"


class Topic(StrEnum):
    """What a claim is about, in one word."""

    GHG = "ghg"
    AIR = "air"
    ELECTRICITY = "electricity"
    FUEL = "fuel"
    ENERGY_INTENSITY = "energy_intensity"
    WATER = "water"
    MATERIALS = "materials"
    FINANCE = "finance"
    PEOPLE = "people"
    AREA = "area"
    EQUIPMENT = "equipment"
    ACTIVITY = "activity"
    MARKET = "market"
    TIME = "time"
    OTHER = "other"


class Subject(StrEnum):
    """Whose number it is: of the case's own organisation, of another party, or of the world around both."""

    OWN = "own"
    RELATED = "related"
    CONTEXT = "context"


class Aggregation(StrEnum):
    """How a number may be added up."""

    LEVEL = "level"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    FACTOR = "factor"
    CHANGE = "change"


class RelationKind(StrEnum):
    """How two claims of one case hang together."""

    SAME_AS = "same_as"
    PART_OF = "part_of"
    EQUIVALENT_TO = "equivalent_to"
    FROM_TO = "from_to"
    CHANGE_OF = "change_of"
    SHARE_OF = "share_of"


class QuantityKind(StrEnum):
    """Dimension of a unit, named as QUDT names its quantity kinds."""

    MASS = "Mass"
    ENERGY = "Energy"
    POWER = "Power"
    APPARENT_POWER = "ApparentPower"
    REACTIVE_POWER = "ReactivePower"
    AREA = "Area"
    VOLUME = "Volume"
    LENGTH = "Length"
    TIME = "Time"
    TEMPERATURE = "Temperature"
    VOLTAGE = "Voltage"
    ELECTRIC_CURRENT = "ElectricCurrent"
    ELECTRIC_CHARGE = "ElectricCharge"
    RESISTANCE = "Resistance"
    FREQUENCY = "Frequency"
    FORCE = "Force"
    PRESSURE = "Pressure"
    SPEED = "Speed"
    ANGLE = "Angle"
    ILLUMINANCE = "Illuminance"
    LUMINOUS_FLUX = "LuminousFlux"
    ACTIVITY = "Activity"
    DOSE_EQUIVALENT = "DoseEquivalent"
    AMOUNT_OF_SUBSTANCE = "AmountOfSubstance"
    INFORMATION = "InformationEntropy"
    CURRENCY = "Currency"
    DIMENSIONLESS_RATIO = "DimensionlessRatio"
    COUNT = "Count"
    SOUND_PRESSURE_LEVEL = "SoundPressureLevel"
    CONCENTRATION = "Concentration"
    OTHER = "Other"


class Flag(StrEnum):
    """A reason to look at a claim twice."""

    MALFORMED_NUMBER = "malformed_number"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_FROM_HEADER = "unit_from_header"
    UNIT_SHARED = "unit_shared"
    SCALE_SHARED = "scale_shared"
    WRAPPED = "wrapped"
    OCR = "ocr"
    CHART = "chart"
    CORRECTED = "corrected"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_TABLE = "ambiguous_table"
    NO_UNIT = "no_unit"
    INVALID_DATE = "invalid_date"


class Reason(StrEnum):
    """Why a numeral is no claim."""

    DATE = "date"
    TIME = "time"
    DENOMINATOR = "denominator"
    ORDINAL = "ordinal"
    LIST_MARKER = "list_marker"
    FOOTNOTE = "footnote"
    IDENTIFIER = "identifier"
    NAME = "name"
    IDIOM = "idiom"
    WORD = "word"
    ARTICLE = "article"
    PAGE_FURNITURE = "page_furniture"
    CHART = "chart"
    SUPERSCRIPT = "superscript"
    REVIEWED = "reviewed"
    OTHER = "other"


class Severity(StrEnum):
    """How much a finding or a broken rule weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
