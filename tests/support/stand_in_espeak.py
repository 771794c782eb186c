"""Poses as `espeak-ng`, or as `say`: writes a tone for each text on stdin. $STAND_IN tells what it shall do.

Words of it: `hang` (with a child of its own, whose id goes into the file $STAND_IN_PIDS beside its own),
`crash` (says nothing, exit code 1), `refuse=TEXT` (crashes for one text), `slow` (2 s of sound below 200
words a minute), `deaf` (writes no WAV). Every call is noted in $STAND_IN_LOG.
"""

import json
import math
import os
import struct
import subprocess
import sys
import time
import wave
from pathlib import Path


def after(*options: str) -> str:
    """Return what follows one of these options."""
    return next(sys.argv[sys.argv.index(option) + 1] for option in options if option in sys.argv)


orders = os.environ.get("STAND_IN", "").split(",")
text = "" if "--voices" in sys.argv else sys.stdin.buffer.read().decode()
with Path(os.environ["STAND_IN_LOG"]).open("a", encoding="utf-8") as log:
    log.write(json.dumps({"words": sys.argv[1:], "text": text, "cwd": str(Path.cwd())}) + "\n")
if "--voices" in sys.argv:
    sys.stdout.write("Pty Language Age/Gender VoiceName File\n 5  en-gb  --/M  English_(GB)  gmw/en\n")
    sys.stdout.write(" 5  af  --/M  Afrikaans  gmw/af\n")
    sys.exit(0)
if "hang" in orders:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(os.environ["STAND_IN_PIDS"]).write_text(f"{os.getpid()} {child.pid}")
    time.sleep(600)
if "crash" in orders or f"refuse={text}" in orders or "unknown" in sys.argv:
    sys.exit(1)
if "deaf" in orders:
    sys.exit(0)
rate = int(after("-s", "-r"))
seconds = 2.0 if "slow" in orders and rate < 200 else 0.3
with wave.open(after("-w", "-o"), "wb") as file:
    file.setparams((1, 2, 22_050, 0, "NONE", ""))
    count = round(seconds * 22_050)
    file.writeframes(b"".join(struct.pack("<h", round(9_000 * math.sin(n / 6))) for n in range(count)))
