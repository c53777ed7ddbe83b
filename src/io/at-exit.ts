// What has to be put in order when the process is told to end in the middle: one listener for all of it.

const tasks = new Set<() => void>();

/** Files that are being made by then would be made after they were removed: Node's threads end what they have begun. */
const MOMENT_MS = 100;

function run(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT_MS);
  // the last first: a lock is held until what it guards is in order
  for (const task of [...tasks].reverse()) {
    try {
      task();
    } catch {
      // nobody is left to tell; the next run on the same place puts it in order
    }
  }
}

/** @returns what takes the task back */
export function atExit(task: () => void): () => void {
  if (tasks.size === 0) process.on('exit', run);
  tasks.add(task);
  return () => {
    tasks.delete(task);
    if (tasks.size === 0) process.off('exit', run);
  };
}
