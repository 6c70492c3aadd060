// What a key signed and nothing proves. It is no `Verified` and never becomes one: no rule takes it as a premise, no order rests on it,
// no sum counts it, no site is given it. It is shown beside what is proved, with the key.

import type { Hex } from "../base/bytes.ts";
import { freeze, type Immutable } from "../base/immutable.ts";

export class Attested<T extends Immutable> {
	readonly #isAttested = true;
	readonly value: T;
	/** Whose signature it is under: an address. */
	readonly key: Hex;

	constructor(value: T, key: Hex) {
		this.value = freeze(value);
		this.key = key;
		Object.freeze(this);
	}

	static is(x: unknown): x is Attested<Immutable> {
		return (
			typeof x === "object" && x !== null && #isAttested in x && x.#isAttested
		);
	}
}
