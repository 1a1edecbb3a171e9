"""Checks the built-in briefings strictly against their texts; that of the two articles where these are there."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests"))

from mutations import ARTICLES, BESIDE  # noqa: E402


def check(name: str, *options: str) -> int:
    """Run `briefing check --strict` on a built-in briefing; its exit code."""
    print(f"{name}:", flush=True)  # noqa: T201
    command = [sys.executable, "-m", "briefing", "check", "--strict", *options, str(ROOT / "data" / name)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """The worse of the two exit codes."""
    codes = [check("car-free-centre")]
    if not BESIDE.is_dir():
        print(f"us-russia-cooperation: not checked, since {BESIDE} is not there.")  # noqa: T201
        return codes[0]
    with tempfile.TemporaryDirectory() as texts:
        for source, article in ARTICLES.items():
            Path(texts, f"{source}.txt").symlink_to(BESIDE / article)
        codes.append(check("us-russia-cooperation", "--texts", texts))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
