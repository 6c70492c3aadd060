// What makes an order one that cannot be forged: each kind of order has a seal of its own, kept by the module that holds the
// kind's rule.

import { freeze, type Immutable } from "../base/immutable.ts";

// The key to the constructors stays in this module.
const key: unique symbol = Symbol("compose");

/**
 * A kind of order. Nothing but `seal` makes one, and `is` is true for nothing else: neither a literal of the same fields, nor a
 * clone, nor an order of another kind.
 * @param freezeReading what is left of the reading when nobody can change it any more
 */
export const sealedKind = <T extends Immutable, F extends object, R>(
	freezeReading: (reading: R) => R,
) => {
	class Sealed {
		readonly #sealed = true;
		readonly transfer: T;
		readonly facts: F;
		readonly reading: R;

		constructor(access: typeof key, transfer: T, facts: F, reading: R) {
			if (access !== key)
				throw new TypeError("an Order is composed, not constructed");
			this.transfer = freeze(transfer);
			this.facts = Object.freeze({ ...facts });
			this.reading = freezeReading(reading);
			Object.freeze(this);
		}

		/** True only for what this kind's `seal` made. */
		static is(x: unknown): x is Sealed {
			return typeof x === "object" && x !== null && #sealed in x && x.#sealed;
		}
	}
	return {
		Sealed,
		/** For the module that holds the rule, once it has passed. */
		seal: (transfer: T, facts: F, reading: R): Sealed =>
			new Sealed(key, transfer, facts, reading),
	};
};
