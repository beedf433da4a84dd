const firstSize = 4096;
/** A buffer that once held something huge is not kept at that size. */
const largestKept = 1024 * 1024;

/** Bytes that are appended to: what the writers of BSON and of index keys have in common. */
export class GrowingBuffer {
  protected bytes = Buffer.allocUnsafeSlow(firstSize);
  protected at = 0;

  get length(): number {
    return this.at;
  }

  reset(): void {
    this.at = 0;
    if (this.bytes.length > largestKept) this.bytes = Buffer.allocUnsafeSlow(firstSize);
  }

  /** A copy of what was written from `from` on. */
  copy(from = 0): Buffer {
    return Buffer.from(this.bytes.subarray(from, this.at));
  }

  /** Makes room for `size` bytes and returns where they begin. */
  protected reserve(size: number): number {
    const at = this.at;
    if (at + size > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, at + size));
      this.bytes.copy(larger, 0, 0, at);
      this.bytes = larger;
    }
    this.at = at + size;
    return at;
  }

  writeByte(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  writeBytes(value: Uint8Array): void {
    const at = this.reserve(value.length);
    this.bytes.set(value, at);
  }

  /** Appends what `source` has from `start` to `end`. */
  protected writeRange(source: Buffer, start: number, end: number): void {
    const at = this.reserve(end - start);
    source.copy(this.bytes, at, start, end);
  }

  /** Appends a text without any terminator. */
  protected writeUtf8(text: string): void {
    const at = this.reserve(text.length * 3);
    this.at = at + this.bytes.write(text, at, 'utf8');
  }
}
