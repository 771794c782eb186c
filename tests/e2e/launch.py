"""A very small shell with one job: `launch.py STATUS CONTROL COMMAND...`, run in a session of its own.

It owns the terminal on descriptor 0 as a shell does. That matters: a program that leads the session itself
cannot be suspended, and the terminal's settings are reset when it ends, so that nobody could see afterwards
what it left behind.

On the descriptor STATUS it reports lines: `started PID NS` (monotonic, just before exec), `stopped SIGNAL`,
`continued 0`, `exited CODE CPU-NS` (negative: the signal that killed it). On CONTROL it takes `f`: bring the
job back to the foreground. It leaves when CONTROL closes, so that the terminal can be looked at before.
"""

import contextlib
import fcntl
import os
import select
import signal
import sys
import termios
import time

END = b"\x1b_the job has ended\x1b\\"
"""Written to the terminal after the job's end: whoever has read it has read all. No terminal shows it."""
STOPPED = b"\x1b_the job was stopped\x1b\\"
"""The same, each time it was stopped."""


def _run(command: list[str], status: int) -> None:
    """Become the job: a process group of its own, in the foreground, with every signal as a shell sets it."""
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    for number in (signal.SIGTTOU, signal.SIGHUP, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    os.write(status, f"started {os.getpid()} {time.monotonic_ns()}\n".encode())
    os.execvp(command[0], command)  # noqa: S606  the test's own command, no shell wanted


def _report(status: int, child: int) -> bool:
    """Tell what happened to the job; return whether it has ended."""
    while True:
        pid, result, usage = os.wait4(child, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
        if not pid:
            return False
        if os.WIFSTOPPED(result):
            with contextlib.suppress(OSError):
                os.tcsetpgrp(0, os.getpgrp())
                os.write(1, STOPPED)
            os.write(status, f"stopped {os.WSTOPSIG(result)}\n".encode())
        elif os.WIFCONTINUED(result):
            os.write(status, b"continued 0\n")
        else:
            with contextlib.suppress(OSError):  # the terminal may be gone
                os.tcsetpgrp(0, os.getpgrp())
                os.write(1, END)
            spent = round((usage.ru_utime + usage.ru_stime) * 1e9)
            os.write(status, f"exited {os.waitstatus_to_exitcode(result)} {spent}\n".encode())
            return True


def main() -> None:
    """Run the job and look after it until nobody is interested any more."""
    status, control, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    for descriptor in (status, control):
        fcntl.fcntl(descriptor, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # or the terminal could not be taken back from the job
    awake, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    child = os.fork()
    if not child:
        _run(command, status)
    # A closed window reaches the shell, and the shell tells its jobs.
    signal.signal(signal.SIGHUP, lambda *_: _hang_up(child))
    ended = _report(status, child)
    while True:
        readable, _, _ = select.select([awake, control], [], [])
        if awake in readable:
            os.read(awake, 1024)
            ended = ended or _report(status, child)
        if control in readable:
            if not os.read(control, 1):
                return
            if not ended:
                with contextlib.suppress(OSError):
                    os.tcsetpgrp(0, child)
                os.killpg(child, signal.SIGCONT)


def _hang_up(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGHUP)
        os.killpg(child, signal.SIGCONT)  # a stopped job can take no other signal


if __name__ == "__main__":
    main()
