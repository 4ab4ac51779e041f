"""PDFs that ask for more than they should have, made byte by byte, and small ones that ask for nothing."""

import random
import zlib
from collections.abc import Callable, Iterator, Sequence

_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_A4 = "[0 0 595 842]"


def raw_pdf(objects: list[str | bytes], root: str = "<</Type/Catalog/Pages 2 0 R>>", trailer: str = "") -> bytes:
    """A PDF of objects, numbered from 2 on behind its root."""
    body, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate([root, *objects], start=1):
        offsets.append(len(body))
        content = each if isinstance(each, bytes) else each.encode()
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(offsets) + 1
    end = f"trailer\n<</Root 1 0 R/Size {count}{trailer.format(xref=len(body))}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {count}\n0000000000 65535 f \n{table}{end}".encode()


def stream(content: str, entries: str = "") -> str:
    """A stream object."""
    return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream"


def deflated(piece: bytes, times: int, entries: str = "") -> bytes:
    """A stream object of a piece that comes again and again, which takes next to nothing when it is deflated."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(content), content)


def runaway_pdf(depth: int = 12, fan: int = 10, order: Sequence[int] = (1, 2, 3)) -> bytes:
    """Pages, in an order, of three kinds; the second draws a form that draws a form ten times over, and so on."""
    first_form = 10
    resources = f"<</Font<</F 9 0 R>>/XObject<</X {first_form} 0 R>>>>"
    pages = [
        f"<</Type/Page/Parent 2 0 R/MediaBox{_A4}/Resources{resources}/Contents {number} 0 R>>" for number in (6, 7, 8)
    ]
    texts = [
        stream("BT /F 12 Tf 50 700 Td (PAGE ONE HAS SOME TEXT ON IT) Tj ET"),
        stream("BT /F 12 Tf 50 700 Td (PAGE TWO) Tj ET /X Do"),
        stream("BT /F 12 Tf 50 700 Td (PAGE THREE HAS SOME TEXT ON IT) Tj ET"),
    ]
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        stream("/X Do " * fan, f"{form}/Resources<</XObject<</X {first_form + n + 1} 0 R>>>>") for n in range(depth)
    ]
    leaf = stream("0 0 m 9 9 l S", form)
    copies = [pages[kind - 1] for kind in order]
    kids = " ".join(f"{first_form + depth + 1 + n} 0 R" for n in range(len(copies)))
    tree = f"<</Type/Pages/Kids[{kids}]/Count {len(copies)}>>"
    return raw_pdf([tree, *pages, *texts, _FONT, *forms, leaf, *copies])


def one_page(content: str | bytes, box: str = _A4, *more: str | bytes) -> bytes:
    """A PDF of one page with a font `F` and, where there are more objects, the first of them as `X`."""
    resources = f"<</Font<</F 5 0 R>>{'/XObject<</X 6 0 R>>' if more else ''}>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Resources{resources}/Contents 4 0 R>>"
    return raw_pdf(["<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, _FONT, *more])


def plain_pdf(words: str = "Energy saved in 2020: 1,250 kWh by new lamps") -> bytes:
    """A page with a line of text."""
    return one_page(stream(f"BT /F 12 Tf 50 700 Td ({words}) Tj ET"))


def _self_drawing() -> bytes:
    form = stream("/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    return one_page(stream("BT /F 12 Tf 50 700 Td (A form draws itself) Tj ET /X Do"), _A4, form)


def _huge_picture() -> bytes:
    entries = "/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8"
    return one_page(stream("595 0 0 842 0 0 cm /X Do"), _A4, deflated(bytes(1 << 20), 3600, entries))


def _deep_tree(depth: int = 20_000) -> bytes:
    nodes = [f"<</Type/Pages/Kids[{number + 1} 0 R]/Count 1/Parent {number - 1} 0 R>>" for number in range(3, depth)]
    return raw_pdf(["<</Type/Pages/Kids[3 0 R]/Count 1>>", *nodes, f"<</Type/Page/MediaBox{_A4}>>"])


def _object_stream(objects: int = 2_000_000) -> bytes:
    # a stream that says it holds two million objects, in a file that names it for its pages
    entries = f"/Type/ObjStm/N {objects}/First {objects * 8}"
    return one_page(deflated(b"1 0 2 0 ", objects, entries))


BOMBS: dict[str, Callable[[], bytes]] = {
    "forms": runaway_pdf,
    "forms-in-forms": lambda: runaway_pdf(depth=30, fan=30),
    "self-drawing": _self_drawing,
    "deflated": lambda: one_page(deflated(b" " * (1 << 20), 4000)),
    "deflated-text": lambda: one_page(deflated(b"BT /F 9 Tf 9 9 Td (2020: 1,250 kWh) Tj ET\n" * 1000, 2000)),
    "deflated-lines": lambda: one_page(deflated(b"9 9 m 99 9 l S\n" * 1000, 3000)),
    "object-stream": _object_stream,
    "picture": _huge_picture,
    "poster": lambda: one_page(stream("BT /F 12 Tf 50 700 Td (A page of a hectare) Tj ET"), "[0 0 30000 30000]"),
    "endless-poster": lambda: one_page(stream("BT /F 12 Tf 50 700 Td (2020) Tj ET"), "[0 0 1e9 1e9]"),
    "deep-tree": _deep_tree,
    "cyclic-tree": lambda: raw_pdf(["<</Type/Pages/Kids[3 0 R]/Count 9>>", "<</Type/Pages/Kids[2 0 R]/Count 9>>"]),
    "countless": lambda: raw_pdf(["<</Type/Pages/Kids[]/Count 2000000000>>"]),
    "cyclic-length": lambda: one_page("<</Length 4 0 R>>\nstream\nBT ET\nendstream"),
    "endless-xref": lambda: raw_pdf(["<</Type/Pages/Kids[]/Count 1>>"], trailer="/Prev {xref}"),
}
"""Kinds of bombs by name."""


def mutations(count: int) -> Iterator[bytes]:
    """Small PDFs with some of their bytes changed, lost or doubled, the same ones each time."""
    dice = random.Random(60)  # noqa: S311 - no secret
    sound = runaway_pdf(depth=2, fan=2)
    for _ in range(count):
        content = bytearray(sound)
        for _ in range(dice.randint(1, 12)):
            place, length = dice.randrange(len(content)), dice.randint(1, 9)
            match dice.randrange(3):
                case 0:
                    content[place] = dice.randrange(256)
                case 1:
                    del content[place : place + length]
                case _:
                    content[place:place] = content[place : place + length]
        yield bytes(content)
