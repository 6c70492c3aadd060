// What must be known of a rollup's verifier beforehand, as data: its contracts with the hashes of their code, how L1 leads
// from a proof to one of them, and what would switch it off.

import { type Hex, utf8 } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";

/** How a verifier says yes. Everything else that it does is no. */
const accepts = d.oneOf("returns-true", "does-not-revert");
export type Accepts = Decoded<typeof accepts>;

/** A place in one word of storage, counted from the lowest bit. */
const bit = d.int(0, 255);

const contract = d.record({
	address: d.address,
	/** Where it is missing, the contract is known by its address: its code is proved, and that it stays (l2/contracts.ts). */
	codeHash: d.optional(d.hash),
	/** Is its code run? Else its code is pinned for what its storage means, or for the addresses in it. */
	runs: d.flag,
});

/**
 * mapping(key → word with the verifier's address). SP1's gateway keeps `{ address verifier; bool frozen }` by selector,
 * RISC Zero's router an address by selector, Scroll `{ uint64 startBatchIndex; address verifier }` by version.
 */
const route = d.record({
	router: d.address,
	/** The mapping's slot. */
	mapping: d.int(0, 1_000_000),
	/** The lowest bit of the address. */
	addressAt: d.int(0, 96),
	/** The bit that says frozen. */
	frozenAt: d.nullable(bit),
	/** Where a number stands from which on the route holds: 64 bits. */
	sinceAt: d.nullable(d.int(0, 192)),
	/** Where it has to lead. */
	to: d.address,
});

/** A bit that must not be set: OpenZeppelin's `_paused` in RISC Zero's emergency stop, … */
const stop = d.record({ address: d.address, slot: d.hash, bit });

/** A word that must stand there: a proxy's implementation, … */
const pin = d.record({ address: d.address, slot: d.hash, word: d.hash });

const shape = d.record({
	/** For people: the system and its release. */
	title: d.text(60),
	/** Of the L1 that its contracts are on. */
	l1ChainId: d.int(1),
	contracts: d.list(contract, 16, 1),
	/** Null where the profile's own contracts name the verifier once and for all. */
	route: d.nullable(route),
	stops: d.list(stop, 8),
	pins: d.list(pin, 8),
	/** Which contract is called; its code runs. */
	entry: d.address,
	/** More than a genuine proof takes. */
	gas: d.int(21_000, 100_000_000),
	accepts,
});

export type VerifierProfile = Decoded<typeof shape>;
export type VerifierRoute = Decoded<typeof route>;

/** @throws bad-field, also when it names storage of a contract whose code it does not pin */
export const decodeVerifierProfile: Decode<VerifierProfile> = (raw, path) => {
	const profile = shape(raw, path);
	const { contracts, stops, pins, entry } = profile;
	const known = contracts.map((own) => own.address);
	const wrong = (why: string): Fault =>
		new Fault("bad-field", `"${path}" ${why}`);
	if (new Set(known).size !== known.length)
		throw wrong("names a contract twice");
	if (!contracts.some((own) => own.address === entry && own.runs))
		throw wrong("calls a contract whose code does not run");
	const named = [
		...[...stops, ...pins].map((own) => own.address),
		...(profile.route === null ? [] : [profile.route.router, profile.route.to]),
	];
	for (const own of named)
		if (!known.includes(own)) throw wrong(`does not pin the code of ${own}`);
	return profile;
};

/** What conclusions name a profile by: the hash of all of it. */
export const verifierId = (profile: VerifierProfile): Hex =>
	keccakHex(utf8(JSON.stringify(decodeVerifierProfile(profile, "verifier"))));

/** A selector of 4 bytes as the key of mapping(bytes4 → …). */
export const selectorKey = (selector: Hex): Hex =>
	`0x${selector.slice(2, 10).padEnd(64, "0")}`;
