// What one case is, and what comes of it. A case is files that are laid over a base folder, and commands that are run in
// it one after the other; it holds everything, so that a failure can be written down and run again.

export interface Command {
  readonly argv: readonly string[];
  /** what it may create or change: paths relative to the folder; one that ends in `/` is a folder with all that is in it */
  readonly writes: readonly string[];
  /** run it only when the command before ended with 0 or 3, and hold it to that: a plan that was written is true */
  readonly verifies?: boolean;
  /** the file that standard input brings, in small blocks; it may have been taken away */
  readonly stdin?: string;
}

export interface Case {
  readonly family: string;
  /** the folder it starts from, one of `bases.ts` */
  readonly base: string;
  /** path → bytes, over those of the base; null takes the file away */
  readonly files: Readonly<Record<string, Uint8Array | null>>;
  readonly commands: readonly Command[];
  /** milliseconds for all commands together; more is a hang */
  readonly limit?: number;
}

export interface Ran {
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Outcome {
  /** what is wrong, if anything; the first word is its kind */
  readonly failure: string | null;
  readonly ran: readonly Ran[];
  readonly milliseconds: number;
  /** resident memory of the child after the case, MB */
  readonly megabytes: number;
}

export const TEXT = new TextEncoder();

export function bytes(text: string): Uint8Array {
  return TEXT.encode(text);
}
