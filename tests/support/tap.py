"""What a check prints: a line for each result, `ok` or `not ok`, as ./dev test reads it (TAP)."""
import sys


def tap(results):
    """Prints results, each (name, complaints) or (name, complaints, why it was skipped); gives how many are wrong.

    Complaints are lines, or a truth value where the name says all.
    """
    wrong, number = 0, 0
    for number, (name, complaints, *skipped) in enumerate(results, 1):
        because = f" # SKIP {skipped[0]}" if any(skipped) else ""
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}{because}")
        for complaint in [] if isinstance(complaints, bool) else complaints:
            print(f"  {complaint}")
        wrong += bool(complaints)
    print(f"1..{number}")
    return wrong


def finish(results):
    """Ends a script that has pairs (right, name)."""
    sys.exit(1 if tap((name, not right) for right, name in results) else 0)
