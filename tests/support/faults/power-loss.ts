/** What a process did to a file, in the order in which it did it. */
export type DiskOperation =
  | { readonly kind: "write"; readonly file: string; readonly bytes: Buffer; readonly offset: number }
  | { readonly kind: "append"; readonly file: string; readonly bytes: Buffer }
  | { readonly kind: "truncate"; readonly file: string; readonly length: number }
  | { readonly kind: "remove"; readonly file: string }
  | { readonly kind: "sync"; readonly file: string };

type Change = Exclude<DiskOperation, { kind: "sync" }>;

/** What becomes of a change that was not synced when the power went: all of it, a part of it, or nothing. */
export type Survival = (change: Change) => Change | null;

/** A disk that keeps what was synced; of the rest it keeps what it likes, each change by itself. */
export interface LosingDisk {
  take(operation: DiskOperation): void;
  /** What is found in each file once the power is back; null where it is not there. */
  afterLoss(survival: Survival): ReadonlyMap<string, Buffer | null>;
}

export function createLosingDisk(): LosingDisk {
  const synced = new Map<string, Content>();
  const pending = new Map<string, Change[]>();
  const contentOf = (file: string) => synced.get(file) ?? { bytes: Buffer.alloc(0), length: null };
  return {
    take(operation) {
      const changes = pending.get(operation.file) ?? [];
      pending.set(operation.file, changes);
      if (operation.kind !== "sync") {
        changes.push(operation);
        return;
      }
      const content = contentOf(operation.file);
      for (const change of changes.splice(0)) apply(content, change);
      synced.set(operation.file, content);
    },
    afterLoss: (survival) =>
      new Map(
        [...pending].map(([file, changes]) => {
          const { bytes, length } = contentOf(file);
          const content: Content = { bytes: Buffer.from(bytes), length };
          for (const change of changes.map(survival)) if (change !== null) apply(content, change);
          return [file, content.length === null ? null : content.bytes.subarray(0, content.length)];
        }),
      ),
  };
}

/** The disk writes so many bytes at once, or none of them. */
const SECTOR_BYTES = 512;

/** Cuts a write where the disk might: after some of its sectors. */
export function torn(change: Change, fraction: number): Change {
  if (change.kind !== "write") return change;
  const sectors = Math.floor((change.bytes.length / SECTOR_BYTES) * fraction);
  return { ...change, bytes: change.bytes.subarray(0, sectors * SECTOR_BYTES) };
}

interface Content {
  /** With room for more. */
  bytes: Buffer;
  /** Null where there is no such file. */
  length: number | null;
}

function apply(content: Content, change: Change): void {
  if (change.kind === "remove") {
    content.length = null;
    return;
  }
  const length = content.length ?? 0;
  if (change.kind === "truncate") {
    resize(content, change.length);
    return;
  }
  const offset = change.kind === "append" ? length : change.offset;
  resize(content, Math.max(length, offset + change.bytes.length));
  change.bytes.copy(content.bytes, offset);
}

function resize(content: Content, length: number): void {
  if (length > content.bytes.length) content.bytes = Buffer.concat([content.bytes, Buffer.alloc(length)]);
  // What a longer file begins with was never written.
  content.bytes.fill(0, content.length ?? 0, length);
  content.length = length;
}
