// Keys made of passwords, each computed once in a process.

import { createHash } from "node:crypto";
import type { scryptAsync } from "@noble/hashes/scrypt.js";

type Scrypt = typeof scryptAsync;

const bytesOf = (given: Parameters<Scrypt>[0]): Uint8Array =>
	typeof given === "string" ? new TextEncoder().encode(given) : given;

/** The same function; for the same password, salt and cost, it answers what it computed before. A copy: who asked overwrites it. */
export const remembered = (real: Scrypt): Scrypt => {
	const keys = new Map<string, ReturnType<Scrypt>>();
	return async (password, salt, options) => {
		const question = createHash("sha256")
			.update(JSON.stringify([options, [...bytesOf(salt)]]))
			.update(bytesOf(password))
			.digest("hex");
		// of copies: who asked overwrites the password as well
		const known =
			keys.get(question) ??
			real(bytesOf(password).slice(), bytesOf(salt).slice(), options);
		keys.set(question, known);
		return (await known).slice();
	};
};
