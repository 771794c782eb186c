"""The sound device, through miniaudio."""

import sys
import time
from collections.abc import Generator
from typing import Any

from player.audio.mixing.rate import DEVICE_RATE, Upsampler
from player.audio.outputs.output import NS, PERIOD_MS, OutputError, Render
from player.audio.outputs.watchdog import LOST_AFTER, Watchdog


class MiniaudioOutput:
    """The sound device, through miniaudio."""

    name = "miniaudio"
    reopens = True
    rests = True

    def __init__(self, period_ms: int = PERIOD_MS) -> None:
        self._period_ms = period_ms
        self._device: Any = None
        self._watchdog = Watchdog(time.monotonic_ns())

    def open(self, render: Render) -> None:
        """See `Output.open`."""
        try:
            import miniaudio  # a native library; other outputs do without it
        except ImportError as error:
            raise OutputError("the package miniaudio is not installed") from error
        backends = _backends(miniaudio.Backend)
        watchdog = self._watchdog = Watchdog(time.monotonic_ns())

        upsampled = Upsampler(render)

        def blocks() -> Generator[bytes, int, None]:
            frames = yield b""
            while True:
                now = time.monotonic_ns()
                watchdog.feed(now)
                frames = yield upsampled(frames, now)

        source = blocks()
        next(source)  # miniaudio wants it started
        device = self._device = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
        try:
            device.__init__(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=DEVICE_RATE,
                buffersize_msec=self._period_ms,
                backends=backends,
                app_name="Backbeat",
            )
            device.start(source)
        except miniaudio.MiniaudioError as error:
            self.close()
            raise OutputError(str(error.args[0]) if error.args else "the device did not open") from error

    def trouble(self) -> str | None:
        """See `Output.trouble`."""
        if self._watchdog.starved(time.monotonic_ns()):
            return f"the device has taken nothing for {LOST_AFTER / NS:.1f} s"
        return None

    def close(self) -> None:
        """See `Output.close`."""
        device, self._device = self._device, None
        if device is None:
            return
        device.close()
        # miniaudio 1.71 forgets its context: each opening would leave five descriptors and a megabyte.
        context = device.__dict__.pop("_context", None)
        if context is not None:
            from _miniaudio import lib  # type: ignore[import-not-found]

            lib.ma_context_uninit(context)


def _backends(known: Any) -> list[Any]:  # noqa: ANN401  # an enum of miniaudio, which has no types
    """The ways of this system by name: unnamed, miniaudio falls back to a device that plays nothing."""
    if sys.platform == "darwin":
        return [known.COREAUDIO]
    if sys.platform == "win32":
        return [known.WASAPI, known.DSOUND, known.WINMM]
    return [known.PULSEAUDIO, known.ALSA]
