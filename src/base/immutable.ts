// What may be sealed into a Verified value: only what cannot change afterwards.

export type Immutable =
	| string
	| number
	| bigint
	| boolean
	| null
	| undefined
	| readonly Immutable[]
	| { readonly [key: string]: Immutable };

/** What may cross a message hop or stand in a file: the same, without bigint and undefined. */
export type Json =
	| string
	| number
	| boolean
	| null
	| readonly Json[]
	| { readonly [key: string]: Json };

const deeplyFrozen = new WeakSet<object>();

/** The same value, frozen to its depth. @throws TypeError for bytes, functions and class instances. */
export const freeze = <T extends Immutable>(value: T): T => {
	if (typeof value === "function" || typeof value === "symbol")
		throw new TypeError(`"value" holds a ${typeof value}`);
	if (typeof value !== "object" || value === null) return value;
	if (deeplyFrozen.has(value)) return value;
	const proto: unknown = Object.getPrototypeOf(value);
	if (proto !== Object.prototype && proto !== Array.prototype && proto !== null)
		throw new TypeError('"value" holds something that can change');
	for (const part of Object.values(value)) freeze(part as Immutable);
	deeplyFrozen.add(Object.freeze(value));
	return value;
};
