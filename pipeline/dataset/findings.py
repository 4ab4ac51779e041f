"""What the audit found, as a table."""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.dataset import identity
from pipeline.dataset.schema import TABLES
from pipeline.model import Finding


def finding_table(findings: Sequence[Finding], edition: int, source: str) -> pa.Table:
    """The findings of one document.

    Args:
        findings: What the audit found, in the order to be stored.
        edition: Year of the casebook.
        source: Name of the document in the dataset.
    """
    root = identity.case_id(edition, source, 0)
    contents = [identity.finding_content(root, finding.check, finding.claim_ids) for finding in findings]
    rows = [
        {
            "source": source,
            "finding_id": finding_id,
            "check": finding.check,
            "severity": finding.severity.value,
            "claim_ids": list(finding.claim_ids),
            "message": finding.message,
            "expected_low": finding.expected_low,
            "expected_high": finding.expected_high,
            "observed": finding.observed,
            "unit": finding.unit,
        }
        for finding, finding_id in zip(findings, identity.short_hashes(contents), strict=True)
    ]
    return pa.Table.from_pylist(rows, schema=TABLES["findings"].arrow())
