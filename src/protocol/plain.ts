// Is it plain JSON, and small enough to look at? Asked of every message before anything else reads it.

import { Fault } from "../base/fault.ts";

export type Bounds = {
	readonly mostDepth: number;
	/** Values of all kinds, keys included. */
	readonly mostValues: number;
	/** Characters of all texts and keys together. */
	readonly mostChars: number;
};

/** What a site may send: the largest transaction data that `page` decodes, twice over, and room for lists. */
export const pageBounds: Bounds = {
	mostDepth: 16,
	mostValues: 20_000,
	mostChars: 600_000,
};

/** Characters of an exit file: what is written by one device is taken by another, and nothing larger is written. */
export const mostExitFileChars = 16_000_000;

/** What our own screens may send: an exit file is the largest, and there are a few words around it. */
export const screenBounds: Bounds = {
	mostDepth: 16,
	mostValues: 20_000,
	mostChars: mostExitFileChars + 1_000,
};

/**
 * Returns when `value` is null, flags, finite numbers, texts, lists and plain records of them, within the bounds.
 * @throws bad-params naming the first thing that is not.
 */
export const checkPlain = (value: unknown, bounds: Bounds): void => {
	let values = 0;
	let chars = 0;
	const count = (text: string) => {
		chars += text.length;
		if (chars > bounds.mostChars)
			throw new Fault("bad-params", `more than ${bounds.mostChars} characters`);
	};
	const look = (part: unknown, depth: number): void => {
		values++;
		if (values > bounds.mostValues)
			throw new Fault("bad-params", `more than ${bounds.mostValues} values`);
		if (depth > bounds.mostDepth)
			throw new Fault("bad-params", `nested deeper than ${bounds.mostDepth}`);
		if (part === null || part === undefined || typeof part === "boolean")
			return;
		if (typeof part === "string") {
			count(part);
			return;
		}
		if (typeof part === "number") {
			if (!Number.isFinite(part))
				throw new Fault("bad-params", "a number that is not finite");
			return;
		}
		if (typeof part !== "object")
			throw new Fault("bad-params", `a ${typeof part} is not JSON`);
		if (Array.isArray(part)) {
			// By its length, not by its keys: a list with holes must not pass for a short one.
			if (part.length > bounds.mostValues)
				throw new Fault("bad-params", `a list of ${part.length}`);
			for (let i = 0; i < part.length; i++) look(part[i], depth + 1);
			return;
		}
		const kind: unknown = Object.getPrototypeOf(part);
		if (kind !== null && Object.getPrototypeOf(kind) !== null)
			throw new Fault("bad-params", "an object that is not a plain record");
		for (const name of Object.keys(part)) {
			values++;
			count(name);
			look(Reflect.get(part, name), depth + 1);
		}
	};
	look(value, 0);
};
