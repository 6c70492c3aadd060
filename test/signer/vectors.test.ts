// Keys and transactions against vectors that others made. They lie beside the project; without them this suite says so
// and skips.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { HDKey } from "@scure/bip32";
import { mnemonicToSeed } from "@scure/bip39";
import { describe, expect, test } from "vitest";
import {
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../src/base/bytes.ts";
import {
	type Decode,
	dictionary,
	hash,
	hex,
	hexUpTo,
	int,
	list,
	optional,
	record,
	text,
} from "../../src/base/decode.ts";
import { Fault } from "../../src/base/fault.ts";
import { encodeRlp } from "../../src/base/rlp.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import {
	addressOf,
	recoverAddress,
	signHash,
} from "../../src/crypto/secp256k1.ts";
import {
	decodeSigned,
	joinSignature,
	signingHash,
} from "../../src/evidence/transaction.ts";
import { senderOf } from "../../src/receipt/sender.ts";
import { checkPhrase, deriveAccounts } from "../../src/signer/phrase.ts";
import { folder, isThere, readVectors } from "../wallet-vectors.ts";

const load = <T>(path: string, decode: Decode<T>): T =>
	decode(readVectors(path), path);
const phrases = list(list(text(1_000), 4, 4), 100);

describe.skipIf(!isThere)("keys of others", () => {
	test("bip39: every English phrase is taken and gives its seed and root key", async () => {
		const { english } = load(
			"bip39/trezor-vectors.json",
			record({ english: phrases }),
		);
		for (const [, phrase = "", seed, root] of english) {
			expect(checkPhrase(phrase)).toBe(phrase);
			const made = await mnemonicToSeed(phrase, "TREZOR");
			expect(toHex(made).slice(2)).toBe(seed);
			expect(HDKey.fromMasterSeed(made).privateExtendedKey).toBe(root);
		}
		expect(english.length).toBeGreaterThan(20);
	});

	test("bip39: no phrase with its last word exchanged is taken", () => {
		const { english } = load(
			"bip39/trezor-vectors.json",
			record({ english: phrases }),
		);
		let refused = 0;
		for (const [, phrase = ""] of english)
			for (const word of ["abandon", "zoo", "zebra", "able"]) {
				const changed = phrase.replace(/\w+$/, word);
				if (changed === phrase) continue;
				try {
					checkPhrase(changed);
				} catch (thrown) {
					expect(thrown instanceof Fault && thrown.code).toBe("bad-phrase");
					refused++;
				}
			}
		// a wrong last word fits by chance once in sixteen or more
		expect(refused).toBeGreaterThan(80);
	});

	test("bip32: paths of Ethereum accounts give their addresses and keys", async () => {
		const nodes = load(
			"bip32/ethers5-hdnode.json.gz",
			list(
				record({
					mnemonic: optional(text(1_000)),
					password: optional(text(1_000)),
					locale: optional(text(20)),
					seed: hexUpTo(64),
					hdnodes: list(
						record({
							path: text(200),
							address: optional(hex(20)),
							privateKey: optional(hash),
						}),
						100,
					),
				}),
				5_000,
			),
		);
		let paths = 0;
		let accounts = 0;
		for (const { seed, hdnodes, mnemonic, password, locale } of nodes.slice(
			0,
			400,
		)) {
			const root = HDKey.fromMasterSeed(fromHex(seed));
			for (const { path, address, privateKey } of hdnodes) {
				if (privateKey === undefined) continue;
				const key = root.derive(path).privateKey;
				if (key === null) throw new Error(`no key at ${path}`);
				expect(toHex(key)).toBe(privateKey);
				if (address !== undefined) expect(addressOf(key)).toBe(address);
				paths++;
				const isOurs =
					path === "m/44'/60'/0'/0/0" &&
					locale === "en" &&
					(password ?? "") === "" &&
					mnemonic !== undefined;
				if (isOurs && accounts < 20) {
					const [first] = await deriveAccounts(mnemonic, 1);
					expect(first?.address).toBe(address);
					accounts++;
				}
			}
		}
		expect(paths).toBeGreaterThan(100);
		expect(accounts).toBeGreaterThan(0);
	}, 120_000);

	test("eip7702: the key of an authorization recovers from its signature", () => {
		const cases = load(
			"eip7702/metamask_authorization.json",
			list(
				record({
					privateKey: hash,
					authorization: record({
						chainId: int(),
						address: hex(20),
						nonce: int(),
					}),
					hash,
					signature: hex(65),
				}),
				100,
			),
		);
		for (const { privateKey, authorization, hash: made, signature } of cases) {
			const digest = keccak256(
				concat(
					Uint8Array.of(5),
					encodeRlp([
						bigToMinimal(BigInt(authorization.chainId)),
						fromHex(authorization.address),
						bigToMinimal(BigInt(authorization.nonce)),
					]),
				),
			);
			expect(toHex(digest)).toBe(made);
			const key = fromHex(privateKey);
			const { r, s, yParity } = signHash(digest, key);
			const v = (27 + yParity).toString(16);
			const part = (value: bigint) => value.toString(16).padStart(64, "0");
			expect(`0x${part(r)}${part(s)}${v}`).toBe(signature);
			expect(recoverAddress(digest, { r, s, yParity })).toBe(addressOf(key));
		}
		expect(cases.length).toBeGreaterThan(0);
	});
});

describe.skipIf(!isThere)("transactions of others", () => {
	test("of every type: the sender recovers, and no one else with a byte changed", () => {
		const cases = load(
			"tx/ethers5-typed-transactions.json.gz",
			list(record({ address: hex(20), signed: hexUpTo(10_000) }), 5_000),
		);
		for (const { address, signed } of cases)
			expect(senderOf(signed).from).toBe(address);
		expect(cases.length).toBeGreaterThan(1_000);
		for (const { address, signed } of cases.slice(0, 100)) {
			const bytes = fromHex(signed);
			const at = (bytes.length * 7) % (bytes.length - 70);
			const changed = toHex(
				bytes.map((byte, i) => (i === at ? byte ^ 0x01 : byte)),
			);
			try {
				expect(senderOf(changed).from).not.toBe(address);
			} catch (thrown) {
				expect(thrown).toBeInstanceOf(Fault);
			}
		}
	}, 120_000);

	test("of EIP-1559: decoded, and made again byte for byte with the same key", () => {
		const cases = load(
			"tx/ethers5-typed-transactions.json.gz",
			list(
				record({
					name: text(200),
					address: hex(20),
					key: hash,
					signed: hexUpTo(10_000),
				}),
				5_000,
			),
		).filter(({ name }) => name.startsWith("eip1559"));
		let again = 0;
		let other = 0;
		for (const { address, key, signed } of cases) {
			let decoded: ReturnType<typeof decodeSigned>;
			try {
				decoded = decodeSigned(signed);
			} catch (thrown) {
				// an access list or a creation, which this wallet does not make
				expect(String(thrown)).toMatch(/accessList|"to"/);
				other++;
				continue;
			}
			expect(decoded.from).toBe(address);
			const { transaction } = decoded;
			const signature = signHash(signingHash(transaction), fromHex(key));
			expect(joinSignature(transaction, signature).raw).toBe(signed);
			again++;
		}
		expect(again).toBeGreaterThan(100);
		expect(again + other).toBe(cases.length);
	}, 120_000);

	test("of random fields: signed in each form, the sender recovers", () => {
		const cases = load(
			"tx/ethers-transaction.json.gz",
			list(
				record({
					privateKey: hash,
					transaction: record({ chainId: optional(text(40)) }),
					signedLegacy: hexUpTo(10_000),
					signedEip155: hexUpTo(10_000),
					signedBerlin: hexUpTo(10_000),
					signedLondon: hexUpTo(10_000),
				}),
				5_000,
			),
		);
		for (const one of cases.slice(0, 300)) {
			const from = addressOf(fromHex(one.privateKey));
			for (const raw of [one.signedLegacy, one.signedBerlin, one.signedLondon])
				expect(senderOf(raw).from).toBe(from);
			const protectedForm = () => senderOf(one.signedEip155).from;
			// some of them name chain 0
			if (/^0x0*$/.test(one.transaction.chainId ?? "0x"))
				expect(protectedForm).toThrow(/bad-rlp/);
			else expect(protectedForm()).toBe(from);
		}
		expect(cases.length).toBeGreaterThan(500);
	}, 120_000);

	test("of the official tests: what no fork takes is refused, what one takes has its sender", () => {
		const result = record({
			sender: optional(hex(20)),
			hash: optional(hash),
			exception: optional(text(200)),
		});
		const base = join(folder, "tx/ethereum-tests");
		let taken = 0;
		let refused = 0;
		for (const group of readdirSync(base))
			for (const name of readdirSync(join(base, group))) {
				const file = load(
					join("tx/ethereum-tests", group, name),
					dictionary(
						record({
							txbytes: text(2_000_000),
							result: dictionary(result, 40),
						}),
						20,
					),
				);
				for (const one of Object.values(file)) {
					const senders = Object.values(one.result).flatMap(({ sender }) =>
						sender === undefined ? [] : [sender],
					);
					let found: Hex | null = null;
					try {
						found = senderOf(hexUpTo(1_000_000)(one.txbytes, name)).from;
					} catch (thrown) {
						if (!(thrown instanceof Fault)) throw thrown;
					}
					if (senders.length > 0) {
						// gas too low for the data, and the like, is not a matter of who sent it
						if (found !== null) expect(found).toBe(senders[0]);
						taken += found === null ? 0 : 1;
					} else if (found === null) refused++;
				}
			}
		expect(taken).toBeGreaterThan(20);
		expect(refused).toBeGreaterThan(20);
	}, 120_000);
});
