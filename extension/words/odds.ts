// How likely a bit is, for who writes sorted text and for who reads it: by the bits of its byte before it, and by the one and the
// two bytes before that. Integers alone, so that both reckon alike on every machine. Source: the public domain BCM of I. Muravyov.

/** Of 2^18. */
export const certain = 2 ** 18;

const counters = (count: number): Uint16Array =>
	new Uint16Array(count).fill(0x8000);

const learned = (
	table: Uint16Array,
	i: number,
	bit: number,
	rate: number,
): void => {
	const odds = table[i] ?? 0;
	table[i] = odds + (((bit === 1 ? 0xffff : 0) - odds) >> rate);
};

/** One bit after the other, high bits of a byte first. */
export class Odds {
	readonly #alone = counters(256);
	readonly #after = counters(65_536);
	/** What came of such odds, at 17 of them, while bytes repeat and while they do not. */
	readonly #refined = Uint16Array.from({ length: 2 * 256 * 17 }, (_, i) =>
		Math.min(0xffff, (i % 17) * 4_096),
	);
	#before = 0;
	#beforeThat = 0;
	#repeats = 0;
	#context = 1;
	#at = 0;

	/** That the next bit is one, of `certain`: never 0 and never all. */
	ofOne(): number {
		const a = this.#alone[this.#context] ?? 0;
		const b = this.#after[this.#before * 256 + this.#context] ?? 0;
		const c = this.#after[this.#beforeThat * 256 + this.#context] ?? 0;
		const odds = ((a + b) * 7 + c + c) >> 4;
		const place = odds >> 12;
		this.#at = ((this.#repeats > 2 ? 256 : 0) + this.#context) * 17 + place;
		const low = this.#refined[this.#at] ?? 0;
		const high = this.#refined[this.#at + 1] ?? 0;
		const refined = low + (((high - low) * (odds & 4_095)) >> 12);
		return Math.min(Math.max(odds + 3 * refined, 64), certain - 64);
	}

	/** What the bit was. */
	learn(bit: number): void {
		learned(this.#alone, this.#context, bit, 2);
		learned(this.#after, this.#before * 256 + this.#context, bit, 4);
		learned(this.#refined, this.#at, bit, 6);
		learned(this.#refined, this.#at + 1, bit, 6);
		this.#context = this.#context * 2 + bit;
		if (this.#context < 256) return;
		this.#beforeThat = this.#before;
		this.#before = this.#context & 255;
		this.#context = 1;
		this.#repeats = this.#before === this.#beforeThat ? this.#repeats + 1 : 0;
	}
}
