// Rule verifier: the contracts that check a rollup's proofs, each proved to run the code its profile names, the route that
// leads to them and every switch that would stop them, all read from one verified L1 block. Nothing is run here.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { checkCode, checkStays } from "../l2/contracts.ts";
import { implementationSlot } from "../l2/pinned.ts";
import { checkOnL1, provedSlot } from "../l2/proved.ts";
import type { ProvedAccount, WantedAccount } from "../state/capture.ts";
import {
	bitOf,
	bitsOf,
	lowAddress,
	mappingSlot,
	wordHex,
} from "../state/storage-layout.ts";
import type { Account, Code } from "../state/values.ts";
import type { StateBasis } from "../trust/grade.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import {
	type Accepts,
	decodeVerifierProfile,
	type VerifierProfile,
	type VerifierRoute,
	verifierId,
} from "./replay-profile.ts";

/** The verifier of one kind of proof as it stands at an L1 block. */
export type Verifier = {
	/** The L1 block. */
	readonly at: StateBasis;
	/** verifierId of its profile: whoever rests on it compares it with the one in the rollup's own profile. */
	readonly profile: Hex;
	readonly title: string;
	/** Key of the route, null without one. */
	readonly key: Hex | null;
	/** What runs, and the hash each code was proved by. */
	readonly contracts: readonly {
		readonly address: Hex;
		readonly codeHash: Hex;
		readonly code: Hex;
	}[];
	readonly entry: Hex;
	readonly gas: bigint;
	readonly accepts: Accepts;
};

/** Which route: the key of its mapping, 32 bytes, and the number from which on it has to hold where it says so. */
export type RouteKey = { readonly key: Hex; readonly number?: bigint };

const routeSlot = ({ mapping }: VerifierRoute, { key }: RouteKey): Hex =>
	mappingSlot(key, mapping);

/** The key of the profile's route. @throws RangeError when it has one and none was given, or the other way about */
const keyOf = (
	{ route }: VerifierProfile,
	key: RouteKey | null,
): RouteKey | null => {
	if ((route === null) !== (key === null))
		throw new RangeError('"key" does not fit the profile\'s route');
	return key === null ? null : { ...key, key: toHex(fromHex(key.key, 32)) };
};

const slotsOf = (
	profile: VerifierProfile,
	key: RouteKey | null,
	address: Hex,
): readonly Hex[] => {
	const { route, stops, pins, contracts } = profile;
	const byAddress = contracts.some(
		(own) => own.address === address && own.codeHash === undefined,
	);
	const routed =
		route !== null && key !== null && route.router === address
			? [routeSlot(route, key)]
			: [];
	const others = [...stops, ...pins].filter((own) => own.address === address);
	return [
		...new Set([
			...routed,
			...others.map(({ slot }) => slot),
			// whether it is itself a proxy
			...(byAddress ? [implementationSlot] : []),
		]),
	];
};

/** Is the code itself proved, and not only its hash? */
const isCodeRead = ({
	runs,
	codeHash,
}: VerifierProfile["contracts"][number]): boolean =>
	runs || codeHash === undefined;

/** What has to be proved on L1, all at one block, for `concludeVerifier`: one for each contract, in their order. */
export const verifierWanted = (
	profile: VerifierProfile,
	key: RouteKey | null,
): readonly WantedAccount[] => {
	const own = keyOf(profile, key);
	return profile.contracts.map((contract) => ({
		address: contract.address,
		slots: [...slotsOf(profile, own, contract.address)],
		code: isCodeRead(contract),
	}));
};

/** What was proved, as premises in the order `concludeVerifier` takes them. */
export const verifierPremises = (
	proved: readonly ProvedAccount[],
): readonly AnyVerified[] =>
	proved.flatMap(({ account, code, slots }) => [code ?? account, ...slots]);

const checkRoute = (
	route: VerifierRoute,
	{ key, number }: RouteKey,
	word: bigint,
): void => {
	const { router, addressAt: at, frozenAt, sinceAt, to } = route;
	const verifier = lowAddress(word, at);
	// Where a verifier was taken away, RISC Zero's router keeps address 1.
	if (BigInt(verifier) <= 1n)
		throw new Fault("replay-route", `${router} has no route for ${key}`);
	if (frozenAt !== null && bitOf(word, frozenAt))
		throw new Fault("replay-frozen", `${router} froze the route for ${key}`);
	if (verifier !== to)
		throw new Fault(
			"l2-unknown-code",
			`${router} routes ${key} to ${verifier}, not to ${to}`,
		);
	if (sinceAt === null) return;
	const since = bitsOf(word, sinceAt, 64);
	if (number === undefined)
		throw new RangeError('"key" needs a number for this route');
	if (number < since)
		throw new Fault(
			"replay-route",
			`${router} routes ${key} from ${since} on, asked for ${number}`,
		);
};

type WordOf = (address: Hex, slot: Hex) => bigint;

/** What was proved of each contract. @throws evidence-step when the premises are not those wanted, or a contract's of several blocks */
const readPremises = (
	profile: VerifierProfile,
	own: RouteKey | null,
	premises: readonly AnyVerified[],
) => {
	let next = 0;
	const words = new Map<string, bigint>();
	const accounts: Account[] = [];
	const codes: Code[] = [];
	for (const contract of profile.contracts) {
		const { address } = contract;
		const first = premises[next++];
		const code = isCodeRead(contract) ? premiseBy<Code>(first, "code") : null;
		if (code !== null) codes.push(code.value);
		const account = premiseBy<Account>(
			code?.premises[0] ?? first,
			"mpt-account",
		);
		accounts.push(account.value);
		for (const slot of slotsOf(profile, own, address)) {
			const { value } = provedSlot(premises[next++], address, slot);
			if (value.at.blockHash !== account.value.at.blockHash)
				throw new Fault("evidence-step", "the premises are of several blocks");
			words.set(`${address} ${slot}`, value.word);
		}
	}
	if (next !== premises.length)
		throw new Fault("evidence-step", `${premises.length} premises of verifier`);
	const word: WordOf = (address, slot) => {
		const found = words.get(`${address} ${slot}`);
		if (found === undefined)
			throw new Fault("evidence-step", `no slot ${slot} of ${address}`);
		return found;
	};

	return { accounts, codes, word };
};

/** @returns the L1 block of all accounts, each of which runs its code. @throws evidence-step, not-anchored, l2-unknown-code */
const checkAccounts = (
	{ contracts, title, l1ChainId }: VerifierProfile,
	{ accounts, codes, word }: ReturnType<typeof readPremises>,
) => {
	const [{ at } = { at: null }] = accounts;
	if (at === null) throw new Fault("evidence-step", "no premise");
	checkOnL1({ at }, { l1ChainId });
	for (const [i, { address, codeHash }] of contracts.entries()) {
		const account = accounts[i];
		if (account === undefined)
			throw new Fault("evidence-step", `no account ${address}`);
		if (account.at.blockHash !== at.blockHash)
			throw new Fault("evidence-step", "the premises are of several blocks");
		if (codeHash !== undefined) checkCode(account, address, codeHash, title);
		else {
			const code = codes.find((own) => own.address === address);
			if (code === undefined || account.address !== address)
				throw new Fault("evidence-step", `no code of ${address}`);
			checkStays(code.bytes, word(address, implementationSlot), title);
		}
	}

	return at;
};

/** @throws replay-frozen when a contract is switched off, l2-unknown-code when a pinned word is another */
const checkWords = (
	{ stops, pins, title }: VerifierProfile,
	word: WordOf,
): void => {
	for (const { address, slot, bit } of stops)
		if (bitOf(word(address, slot), bit))
			throw new Fault("replay-frozen", `${title}: ${address} is stopped`);
	for (const { address, slot, word: pinned } of pins)
		if (wordHex(word(address, slot)) !== pinned)
			throw new Fault(
				"l2-unknown-code",
				`${title}: slot ${slot} of ${address} is ${wordHex(word(address, slot))}`,
			);
};

/**
 * The verifier as the profile knows it, routed to and not switched off.
 * @param premises for each contract in its order: its code where that runs, else its account; then its slots as wanted
 * @throws not-anchored when a contract is not there yet at that block; l2-unknown-code when one runs other code, or the
 * route leads elsewhere, or a pinned word is another; replay-route without a route, or one that begins later;
 * replay-frozen when a route or a contract is switched off; evidence-step when the premises are not those wanted or not
 * of one L1 block
 */
export const concludeVerifier = (
	profile: VerifierProfile,
	key: RouteKey | null,
	premises: readonly AnyVerified[],
): Verified<Verifier> => {
	const { route, title, entry, accepts } = profile;
	const own = keyOf(profile, key);
	const read = readPremises(profile, own, premises);
	const { codes, word } = read;
	const at = checkAccounts(profile, read);
	if (route !== null && own !== null)
		checkRoute(route, own, word(route.router, routeSlot(route, own)));
	checkWords(profile, word);

	const value: Verifier = {
		at,
		profile: verifierId(profile),
		title,
		key: own?.key ?? null,
		contracts: codes
			.filter((one) =>
				profile.contracts.some(
					(own) => own.runs && own.address === one.address,
				),
			)
			.map(({ address, codeHash, bytes: code }) => ({
				address,
				codeHash,
				code,
			})),
		entry,
		gas: BigInt(profile.gas),
		accepts,
	};
	const witness = {
		profile: decodeVerifierProfile(profile, "verifier"),
		key: own?.key ?? null,
		number: own?.number === undefined ? null : String(own.number),
	};
	return conclude("verifier", premises, value, witness);
};

const witnessed = d.record({
	profile: decodeVerifierProfile,
	key: d.nullable(d.hash),
	number: d.nullable(d.bigDecimal),
});

/**
 * Rule verifier, run again. The file brings its profile along, so the conclusion names it and says nothing of whether it
 * is a known one: that is for the rule that rests on it.
 * @throws what concludeVerifier throws, bad-field for a witness of another shape
 */
export const replayVerifierRule = async (
	premises: readonly AnyVerified[],
	raw: unknown,
): Promise<AnyVerified> => {
	const { profile, key, number } = witnessed(raw, "witness");
	if ((profile.route === null) !== (key === null))
		throw new Fault("evidence-step", "a key that fits no route");
	if (profile.route?.sinceAt !== null && number === null && key !== null)
		throw new Fault("evidence-step", "a route without its number");
	const own =
		key === null ? null : { key, ...(number === null ? {} : { number }) };
	return concludeVerifier(profile, own, premises);
};
