const HALF = 65536;
const PART = 8192;

/** Numbers for texts: equal numbers mean equal texts, exactly. */
export class Numbers {
  private readonly known = new Map<string, number>();

  of(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const number = this.known.size + 1;
    this.known.set(text, number);
    return number;
  }
}

/** Writes words one after the other and gives them as a text; different words give different texts. */
export class Words {
  private halves = new Uint16Array(2048);
  private length = 0;

  /** One 32-bit word. */
  put(word: number): void {
    if (this.length + 2 > this.halves.length) this.widen();
    this.halves[this.length++] = word;
    this.halves[this.length++] = word >>> 16;
  }

  /** A whole number beyond 32 bits, or infinity. */
  putWide(value: number): void {
    const finite = Number.isFinite(value);
    this.put(finite ? value % (HALF * HALF) : 0);
    this.put(finite ? Math.floor(value / (HALF * HALF)) : -1);
  }

  putAll(words: ArrayLike<number>): void {
    for (let at = 0; at < words.length; at++) this.put(words[at]!);
  }

  private widen(): void {
    const wider = new Uint16Array(this.halves.length * 2);
    wider.set(this.halves);
    this.halves = wider;
  }

  /** All that was put since the last call. */
  take(): string {
    let text = '';
    for (let at = 0; at < this.length; at += PART)
      text += String.fromCharCode.apply(null, this.halves.subarray(at, Math.min(this.length, at + PART)) as unknown as number[]);
    this.length = 0;
    return text;
  }
}
