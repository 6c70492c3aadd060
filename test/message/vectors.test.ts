// Typed data, sign-ins and keystores against vectors that others made. They lie beside the project; without them this suite
// says so and skips.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/base/bytes.ts";
import {
	anything,
	dictionary,
	either,
	hash,
	list,
	optional,
	record,
	text,
} from "../../src/base/decode.ts";
import { readSignIn } from "../../src/message/siwe.ts";
import {
	decodeTypedData,
	hashTypedData,
} from "../../src/message/typed-data.ts";
import { decodeKeystore, openKeystore } from "../../src/signer/keystore.ts";
import { quickVault } from "../vault-scrypt.ts";
import { folder, isThere, readVectors } from "../wallet-vectors.ts";

quickVault();

/** Every JSON file of a subfolder, whatever its name. */
const filesIn = (name: string): readonly unknown[] =>
	readdirSync(join(folder, name))
		.filter((file) => /\.json(\.gz)?$/.test(file))
		.map((file) => readVectors(join(name, file)));

const typed = list(
	record({
		primaryType: text(),
		types: anything,
		domain: anything,
		data: anything,
		digest: hash,
	}),
	10_000,
);
const signIns = dictionary(
	either(text(5_000), record({ message: text(5_000) })),
	1_000,
);
const keystores = either(
	list(
		record({
			type: text(),
			content: text(20_000),
			password: text(),
			address: text(),
		}),
		100,
	),
	dictionary(
		record({ json: anything, password: text(), priv: optional(text()) }),
		100,
	),
);

describe.runIf(isThere)("vectors of others", () => {
	test("typed data has the hash they say, and another when its message is changed", () => {
		let count = 0;
		for (const file of filesIn("eip712"))
			for (const { data, digest, ...rest } of typed(file, "eip712")) {
				const message = decodeTypedData({ ...rest, message: data }, "data");
				expect(toHex(hashTypedData(message))).toBe(digest);
				const other = { ...message, domain: { ...message.domain } };
				const [field] = Object.keys(other.domain);
				if (field !== undefined && field === "name") {
					other.domain.name = `${String(other.domain.name)}x`;
					expect(toHex(hashTypedData(other))).not.toBe(digest);
				}
				count++;
			}
		expect(count).toBeGreaterThan(1_000);
	});

	test("sign-ins are read, or refused where they say so", () => {
		const outcomes = readdirSync(join(folder, "siwe"))
			.filter((name) => name.startsWith("parsing"))
			.map((name) => {
				const file = readVectors(join("siwe", name));
				const cases = Object.entries(signIns(file, name));
				const taken = cases.filter(([, raw]) => {
					try {
						readSignIn(typeof raw === "string" ? raw : raw.message);
						return true;
					} catch {
						return false;
					}
				});
				return {
					isPositive: name.includes("positive"),
					cases: cases.map(([title]) => title),
					taken: taken.map(([title]) => title),
				};
			});
		expect(outcomes.map(({ isPositive }) => isPositive).toSorted()).toEqual([
			false,
			true,
		]);
		for (const { isPositive, cases, taken } of outcomes)
			expect(taken).toEqual(isPositive ? cases : []);
	});

	test("keystores open by their passwords, and by no other", async () => {
		let count = 0;
		const opens = async (
			content: string,
			password: string,
			wanted: { readonly address?: string; readonly key?: string },
		): Promise<void> => {
			const keystore = decodeKeystore(content);
			const { address, privateKey } = await openKeystore(keystore, password);
			if (wanted.address !== undefined)
				expect(address).toBe(wanted.address.toLowerCase());
			if (wanted.key !== undefined)
				expect(toHex(privateKey).slice(2)).toBe(wanted.key);
			// each takes a second
			if (count++ === 0)
				await expect(openKeystore(keystore, `${password}x`)).rejects.toThrow(
					"wrong-password",
				);
		};
		for (const file of filesIn("keystore")) {
			const found = keystores(file, "keystore");
			if (Array.isArray(found)) {
				for (const { type, content, password, address } of found)
					if (type === "keystore")
						await opens(
							content,
							Buffer.from(password.slice(2), "hex").toString("utf8"),
							{ address },
						);
			} else
				for (const { json, password, priv } of Object.values(found))
					await opens(JSON.stringify(json), password, {
						...(priv !== undefined && { key: priv }),
					});
		}
		expect(count).toBeGreaterThan(5);
	}, 300_000);
});
