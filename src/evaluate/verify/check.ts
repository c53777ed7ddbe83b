// A check: one promise of a plan, how many facts were compared for it, and what was found wrong.
// Two degrees: a *lie* is a file that claims something untrue; a *broken* promise is one that the
// plan itself says it could not keep. Either makes the plan fail.

export interface CheckResult {
  readonly name: string;
  /** nothing wrong: neither a lie nor a broken promise */
  readonly ok: boolean;
  /** facts compared */
  readonly checked: number;
  /** the first 20, in the order found */
  readonly problems: readonly string[];
  /** how many were found, the unlisted ones included */
  readonly found: number;
  /** of these: claims that are untrue, and promises that the plan admits it broke */
  readonly lies: number;
  readonly broken: number;
}

export interface Check {
  /** counts one compared fact; says `text` when it does not hold. Gives `holds` back. */
  that(holds: boolean, text: () => string): boolean;
  /** a claim that is untrue */
  lie(text: string): void;
  /** a promise that is not kept, and said so */
  broke(text: string): void;
  result(): CheckResult;
}

const SHOWN = 20;

export function newCheck(name: string): Check {
  const problems: string[] = [];
  let checked = 0;
  let lies = 0;
  let broken = 0;
  const say = (text: string): void => {
    if (problems.length < SHOWN) problems.push(text);
  };
  const check: Check = {
    that(holds, text) {
      checked++;
      if (!holds) check.lie(text());
      return holds;
    },
    lie(text) {
      lies++;
      say(text);
    },
    broke(text) {
      broken++;
      say(text);
    },
    result: () => ({ name, ok: lies + broken === 0, checked, problems, found: lies + broken, lies, broken }),
  };
  return check;
}

/** Text of a number for a message: short, and never rounded so far that two different numbers look the same. */
export function say(value: number): string {
  if (Number.isNaN(value)) return 'n/a';
  if (!Number.isFinite(value)) return String(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(10)));
}
