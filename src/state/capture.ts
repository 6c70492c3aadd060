// Capture ahead: nodes prove few blocks, some the newest only, and a signed header is always older than that. So proofs
// are taken at an endpoint's head and kept as claims; they become verified when a header that commits to their block is
// verified, directly or by walking parent hashes back from it.

import { fromHex, type Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault, isOurs } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { AccountClaim, Execution } from "../source/execution.ts";
import {
	type JoinedLimits,
	openJoined,
	unlessStopped,
} from "../source/joined.ts";
import type { Member, Pool } from "../source/pool.ts";
import type { Clock } from "../source/ports.ts";
import type { StateBasis } from "../trust/grade.ts";
import { servedBy } from "../trust/served.ts";
import { premiseBy, type Verified } from "../trust/verified.ts";
import {
	type AccountFacts,
	checkAccount,
	checkStated,
	emptyCodeHash,
	proveAccount,
} from "./account.ts";
import {
	decodeHeader,
	hasParents,
	premiseState,
	whereToAsk,
} from "./header.ts";
import {
	type AccountClaims,
	addClaim,
	type CapturedBlock,
	type CaptureLimits,
	type DirectProofs,
	holds,
	openShared,
	type SharedProofs,
	usualCaptureLimits,
} from "./kept-proofs.ts";
import { checkSlot, proveCode, proveSlot } from "./slot.ts";
import type { Account, Code, Header, Slot } from "./values.ts";
import { mostSteps, walkBack } from "./walk.ts";
import { joinWanted, type WantedAccount } from "./wanted.ts";

export type { WantedAccount };

export { type CaptureLimits, usualCaptureLimits };

export type ProvedAccount<B extends StateBasis = Header> = {
	/** The block all of it is proved at. */
	readonly header: Verified<B>;
	readonly account: Verified<Account>;
	/** In the order of the wanted slots. */
	readonly slots: readonly Verified<Slot>[];
	/** Null unless it was wanted. */
	readonly code: Verified<Code> | null;
};

/** At which of its blocks an endpoint has a state; good for asking that endpoint and for nothing else. */
export type WhereIs = (
	member: Member<Execution>,
	state: StateBasis,
	signal?: AbortSignal,
) => Promise<{ readonly number: number; readonly hash: Hex }>;

export type Capture = {
	/**
	 * Takes proofs at the head of every endpoint and keeps them. What they state is consistent with the hash of their
	 * block; whether that block is of the chain is not known yet.
	 * @param mostAgeMs what an endpoint gave within that time is not asked of it again
	 * @returns the claims of one endpoint in the order of `wanted`, hints of what to capture next; they may hold more slots.
	 * @throws the pool's fault when no endpoint served any
	 */
	readonly capture: (
		wanted: readonly WantedAccount[],
		signal?: AbortSignal,
		mostAgeMs?: number,
	) => Promise<readonly AccountClaim[]>;
	/**
	 * What of `wanted` follows from kept proofs under the header: the newest of each, so that they may be of several blocks,
	 * or null where there is none.
	 */
	readonly settle: (
		header: Verified<Header>,
		wanted: readonly WantedAccount[],
		signal?: AbortSignal,
	) => Promise<readonly (ProvedAccount | null)[]>;
	/**
	 * What of `wanted` is proved at the header itself where an endpoint still proves that block, else what settles, of
	 * several blocks perhaps.
	 */
	readonly proveSome: (
		header: Verified<Header>,
		wanted: readonly WantedAccount[],
		signal?: AbortSignal,
	) => Promise<readonly (ProvedAccount | null)[]>;
	/**
	 * All of `wanted` at one block: the header's where an endpoint still proves that, else the newest before it, not below
	 * the number `least`, of which all of it is kept. What was captured a piece at a time, at several blocks, is not put
	 * together.
	 * @throws no-proof-window while there is no such block; all of it is captured at once by then, so a later header will do
	 */
	readonly prove: <B extends StateBasis>(
		header: Verified<B>,
		wanted: readonly WantedAccount[],
		signal?: AbortSignal,
		least?: number,
	) => Promise<readonly ProvedAccount<B>[]>;
	/**
	 * What proving `wanted` at the header itself takes is at hand when it resolves, where an endpoint still proves that block: asked for
	 * whole, once, for several who prove a part of it each. Nothing is concluded. Throws nothing.
	 */
	readonly warm: (
		header: Verified<StateBasis>,
		wanted: readonly WantedAccount[],
		signal?: AbortSignal,
	) => Promise<void>;
	/** Code that was seen, by its hash: what hash it has is certain, whose code it is is not said. */
	readonly codeByHash: (codeHash: Hex) => Hex | undefined;
	/** How many blocks behind its head each endpoint proves, as far as that is known. */
	readonly windows: () => ReadonlyMap<string, number>;
	/** Does an endpoint prove so far back behind its head? Those of which that is not known are probed. */
	readonly reaches: (blocks: number) => Promise<boolean>;
	/** Blocks with kept proofs, for the screen of diagnostics. */
	readonly kept: () => readonly {
		readonly number: number;
		readonly hash: Hex;
	}[];
};

/** What is proved for all who ask, as one of them asks for it: by his own clients, in his own turn. */
export type SharedCapture = Capture & {
	readonly over: (pool: Pool<Execution>) => Capture;
	/** For who wants proofs of now and then alone: nothing is captured again within the time, unless told. */
	readonly spaced: (spacingMs: number) => Capture;
};

/** How long the other endpoints are waited for when one has answered. */
const graceMs = 400;
/** One that is not known by then counts as one that does not reach. */
const mostProbeMs = 3_000;
/**
 * Accounts and slots that are asked for together, whoever of those who wait asks for them. Their proofs, each as large as it
 * may be, are a third of what an exchange may have, and of one account there are fewer than an answer may hold: an honest
 * endpoint that answers all of it is never above a bound.
 */
const joinedLimits: JoinedLimits<WantedAccount> = {
	waiting: 512,
	together: 512,
	sizeOf: ({ slots }) => 1 + slots.length,
};

/** Does the proof start from another state root? */
const isForeign = (
	{ accountProof: [top] }: AccountClaim,
	stateRoot: Hex,
): boolean => top !== undefined && keccakHex(fromHex(top)) !== stateRoot;

/** The claim checked against the state root it states to belong to. @throws mpt-*, bad-rlp, proof-value, bad-field when there is none */
const checkClaim = (
	stateRoot: Hex,
	address: Hex,
	claim: AccountClaim | undefined,
): AccountFacts => {
	if (claim === undefined) throw new Fault("bad-field", "no proof");
	const facts = checkAccount(stateRoot, address, claim.accountProof);
	checkStated(claim, facts);
	for (const { key, value, proof } of claim.storageProof) {
		const word = checkSlot(facts.storageRoot, key, proof);
		if (word !== value)
			throw new Fault("proof-value", `slot ${key}: ${value}, proved ${word}`);
	}
	return facts;
};

/** What of it the proofs at hand do not have, one request for each address. */
const missingIn = (
	{ accounts }: DirectProofs,
	wanted: readonly WantedAccount[],
): readonly WantedAccount[] =>
	joinWanted(wanted).flatMap((one) => {
		const claim = accounts.get(one.address)?.claim;
		if (holds(claim, one)) return [];
		const isThere = (slot: Hex): boolean =>
			claim?.storageProof.some(({ key }) => key === slot) ?? false;
		return [{ ...one, slots: one.slots.filter((slot) => !isThere(slot)) }];
	});

export const openCapture = (
	{
		pool,
		clock,
		whereIs,
	}: {
		readonly pool: Pool<Execution>;
		readonly clock: Clock;
		/** For states without a block; unless given, all endpoints are asked at the block of the one that gave the state. */
		readonly whereIs?: WhereIs | undefined;
	},
	limits: CaptureLimits = usualCaptureLimits,
): SharedCapture => {
	const shared = openShared(clock, limits);
	const by = (asked: Pool<Execution>): Capturing => ({
		shared,
		pool: asked,
		whereIs,
		captures: openJoined(joinedLimits),
		fetches: openJoined(joinedLimits),
	});
	const own = by(pool);
	return {
		...captureOver(own, clock),
		over: (other) => captureOver(by(other), clock),
		// the same questions go together, however seldom one who asks captures
		spaced: (spacingMs) => captureOver(own, clock, spacingMs),
	};
};

/** One who asks: what he shares with all, and by whose clients he asks. */
type Capturing = {
	readonly shared: SharedProofs;
	readonly pool: Pool<Execution>;
	readonly whereIs: WhereIs | undefined;
	/** What comes while the same endpoint is asked goes to it together. */
	readonly captures: ReturnType<
		typeof openJoined<WantedAccount, AccountClaims>
	>;
	readonly fetches: ReturnType<typeof openJoined<WantedAccount, DirectProofs>>;
};

const normal = (wanted: readonly WantedAccount[]): readonly WantedAccount[] =>
	wanted.map((one) => ({
		...one,
		address: d.address(one.address, "address"),
		slots: one.slots.map((slot) => d.hash(slot, "slot")),
	}));

/** A consistent capture at the endpoint's head. @throws the fault of the lie, with its name */
const captureFrom = async (
	own: Capturing,
	{ name, client }: Member<Execution>,
	wanted: readonly WantedAccount[],
): Promise<AccountClaims> => {
	const { headerCache, codes, cacheCode, keep } = own.shared;
	for (let tries = 0; ; tries++) {
		const { value } = await client.proofsAtHead(wanted);
		const { header, accounts } = value;
		headerCache.put(header);
		const { stateRoot } = decodeHeader(fromHex(header.rlp));
		const moved = accounts.some((claim) => isForeign(claim, stateRoot));
		// The head may have moved between the header and a proof. Not three times in a row.
		if (moved && tries < 3) continue;
		const facts = wanted.map(({ address }, i) =>
			checkClaim(stateRoot, address, accounts[i]),
		);
		keep(name, header, wanted, accounts);
		for (const [i, { address, code }] of wanted.entries()) {
			const hash = facts[i]?.codeHash ?? emptyCodeHash;
			if (code && hash !== emptyCodeHash && !codes.has(hash))
				cacheCode((await client.code(address, "latest")).value);
		}
		return new Map(
			wanted.flatMap(({ address }, i) => {
				const claim = accounts[i];
				return claim === undefined ? [] : [[address, claim] as const];
			}),
		);
	}
};

const codeOf = async (
	{ shared, pool }: Capturing,
	account: Verified<Account>,
	signal: AbortSignal | undefined,
): Promise<Verified<Code>> => {
	const { codes, cacheCode } = shared;
	const { address, codeHash } = account.value;
	if (codeHash === emptyCodeHash) return proveCode(account, "0x");
	if (!codes.has(codeHash))
		await pool.first(async ({ name, client }) => {
			const { value } = await client.code(address, "latest", signal);
			cacheCode(value);
			// The code may have changed since that block, as a delegation does: no lie.
			if (!codes.has(codeHash))
				throw new Fault("not-anchored", "has other code now", name);
		});
	return proveCode(account, codes.get(codeHash) ?? "0x");
};

const concludeAll = async <B extends StateBasis>(
	own: Capturing,
	header: Verified<B>,
	wanted: WantedAccount,
	claim: AccountClaim | undefined,
	from: string,
	signal: AbortSignal | undefined,
): Promise<ProvedAccount<B>> => {
	if (claim === undefined) throw new Fault("bad-field", "no proof");
	const account = servedBy(proveAccount(header, wanted.address, claim), from);
	const slots = wanted.slots.map((slot) => {
		const found = claim.storageProof.find(({ key }) => key === slot);
		if (found === undefined) throw new Fault("no-proof-window", `no ${slot}`);
		return servedBy(proveSlot(account, found), from);
	});
	const code = wanted.code ? await codeOf(own, account, signal) : null;
	return { header, account, slots, code };
};

/** Blocks with kept proofs that the header may commit to, the newest first; of a state alone, those that state its root. */
const keptBelow = (
	shared: SharedProofs,
	header: Verified<StateBasis>,
): readonly CapturedBlock[] => {
	if (!hasParents(header))
		return shared
			.blocks()
			.filter((kept) => kept.header.stateRoot === header.value.stateRoot);
	const top = header.value.blockNumber;
	const reach = mostSteps;
	return shared
		.blocks()
		.filter(({ header: { number } }) => number <= top && top - number <= reach)
		.sort((a, b) => b.header.number - a.header.number);
};

const settleSome = async (
	own: Capturing,
	header: Verified<Header>,
	wanted: readonly WantedAccount[],
	signal: AbortSignal | undefined,
): Promise<readonly (ProvedAccount | null)[]> => {
	const { pool, shared } = own;
	const { headerCache } = shared;
	const results: (ProvedAccount | null)[] = wanted.map(() => null);
	let at = header;
	for (const { header: claim, accounts, from } of keptBelow(shared, header)) {
		const useful = wanted.some(
			(one, i) => results[i] === null && holds(accounts.get(one.address), one),
		);
		if (!useful) continue;
		at = await walkBack(at, claim.number, pool, headerCache, signal);
		// A block that did not stay in the chain, or never was in it.
		if (at.value.blockHash !== claim.hash) continue;
		for (const [i, one] of wanted.entries()) {
			const found = accounts.get(one.address);
			if (results[i] === null && found !== undefined && holds(found, one))
				results[i] = await concludeAll(own, at, one, found, from, signal);
		}
		if (results.every((result) => result !== null)) break;
	}
	return results;
};

/** All of it under the newest block of which all of it is kept; null where there is none. */
const settleAtOne = async <B extends StateBasis>(
	own: Capturing,
	header: Verified<B>,
	wanted: readonly WantedAccount[],
	least: number,
	signal: AbortSignal | undefined,
): Promise<readonly ProvedAccount<B>[] | null> => {
	const { pool, shared } = own;
	const { headerCache } = shared;
	let at: Verified<StateBasis> = header;
	for (const { header: claim, accounts, from } of keptBelow(shared, header)) {
		if (claim.number < least) break;
		if (!wanted.every((one) => holds(accounts.get(one.address), one))) continue;
		if (hasParents(at)) {
			at = await walkBack(at, claim.number, pool, headerCache, signal);
			// A block that did not stay in the chain, or never was in it.
			if (at.value.blockHash !== claim.hash) continue;
		}
		const block = premiseBy<B>(premiseState(at), at.rule);
		return Promise.all(
			wanted.map((one) =>
				concludeAll(own, block, one, accounts.get(one.address), from, signal),
			),
		);
	}
	return null;
};

/** A block as its endpoints name it. */
type Place = { readonly number: number; readonly hash: Hex };

/** Asks for proofs at the very block; they are checked against it and at hand from then on. @throws as `proveAt` */
const askAt = async (
	{ shared }: Capturing,
	direct: DirectProofs,
	stateRoot: Hex,
	place: Place,
	{ name, client }: Member<Execution>,
	requests: readonly WantedAccount[],
): Promise<void> => {
	const { windows, noteSlots } = shared;
	const { number } = place;
	const distanceNow = async (): Promise<number> =>
		Math.max(0, (await client.number()).value - number);
	// Who proved this very state before, or an older block just now, is not asked how far he has come since: he proves it, or says
	// that he does not.
	const isNew =
		!windows.isNear(name, number) &&
		![...direct.accounts.values()].some(({ from }) => from === name);
	const distance = isNew ? await distanceNow() : null;
	if (distance !== null && !(await windows.reaches(client, distance)))
		throw new Fault("no-proof-window", `${distance} blocks behind`, name);
	let claims: readonly AccountClaim[];
	try {
		claims = (await client.proofs(requests, { number })).value;
		windows.proved(name, number);
		if (distance !== null) windows.served(name, distance);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "rpc-error")
			await windows.refused(client, number, distance ?? (await distanceNow()));
		throw thrown;
	}
	const foreign = claims.some((claim) => isForeign(claim, stateRoot));
	if (foreign) {
		// A node on another branch proves its own block of that number, and says so.
		const { value } = await client.header({ number });
		if (value.hash !== place.hash)
			throw new Fault("not-anchored", `has another block ${number}`, name);
	}
	const facts = requests.map(({ address }, i) =>
		checkClaim(stateRoot, address, claims[i]),
	);
	for (const [i, { address }] of requests.entries()) {
		const claim = claims[i];
		const storageRoot = facts[i]?.storageRoot;
		if (claim === undefined || storageRoot === undefined) continue;
		const old = direct.accounts.get(address)?.claim;
		const { now, bytes } = addClaim(old, claim);
		direct.bytes += bytes;
		direct.accounts.set(address, { claim: now, from: name, storageRoot });
		noteSlots(address, stateRoot, storageRoot, claim.storageProof);
	}
};

/** Proofs at the very block, at hand when it returns. @throws as `proveAt` */
const fetchAt = async (
	own: Capturing,
	header: Verified<StateBasis>,
	member: Member<Execution>,
	wanted: readonly WantedAccount[],
): Promise<DirectProofs> => {
	const { shared, whereIs } = own;
	const { stateRoot, blockHash } = header.value;
	const direct = shared.directAt(stateRoot);
	/** What is still to be asked for, once what is at hand of the same storage is added. */
	const missing = (): readonly WantedAccount[] => {
		shared.recall(direct, wanted);
		return missingIn(direct, wanted);
	};
	const first = missing();
	if (first.length === 0) return direct;
	const isNamed = blockHash !== null || whereIs === undefined;
	const place = isNamed
		? whereToAsk(header)
		: await whereIs(member, header.value);
	await askAt(
		own,
		direct,
		stateRoot,
		place,
		member,
		shared.sparing(direct, first),
	);
	const changed = missing();
	if (changed.length > 0)
		await askAt(own, direct, stateRoot, place, member, changed);
	return direct;
};

/** Proofs of all of it at the very block, at hand. @throws not-anchored when the endpoint has another block there, else the lie */
const directlyAt = async (
	own: Capturing,
	header: Verified<StateBasis>,
	wanted: readonly WantedAccount[],
	signal: AbortSignal | undefined,
): Promise<DirectProofs> => {
	const { shared, pool, fetches } = own;
	// by the root: it is what proofs are held against, and all that is proved of some states
	const { stateRoot } = header.value;
	const direct = shared.directAt(stateRoot);
	return missingIn(direct, wanted).length === 0
		? direct
		: pool.first((member) =>
				unlessStopped(
					fetches(`${member.name} ${stateRoot}`, wanted, (all) =>
						fetchAt(own, header, member, all),
					),
					signal,
				),
			);
};

/** All of it at the very block. @throws as `directlyAt` */
const proveAt = async <B extends StateBasis>(
	own: Capturing,
	header: Verified<B>,
	wanted: readonly WantedAccount[],
	signal: AbortSignal | undefined,
): Promise<readonly ProvedAccount<B>[]> => {
	const { accounts } = await directlyAt(own, header, wanted, signal);
	return Promise.all(
		wanted.map((one) => {
			const found = accounts.get(one.address);
			return concludeAll(
				own,
				header,
				one,
				found?.claim,
				found?.from ?? "",
				signal,
			);
		}),
	);
};

/** All of it at the header itself, or why that cannot be. @throws internal, cancelled */
const proveDirectly = async <B extends StateBasis>(
	own: Capturing,
	header: Verified<B>,
	wanted: readonly WantedAccount[],
	signal: AbortSignal | undefined,
): Promise<readonly ProvedAccount<B>[] | Fault> => {
	if (wanted.length === 0) return [];
	try {
		return await proveAt(own, header, wanted, signal);
	} catch (thrown) {
		const why = asFault(thrown);
		if (isOurs(why)) throw why;
		return why;
	}
};

/** As `Capture.prove`. */
const proveAll = async <B extends StateBasis>(
	own: Capturing,
	header: Verified<B>,
	given: readonly WantedAccount[],
	capture: Capture["capture"],
	signal: AbortSignal | undefined,
	least: number,
): Promise<readonly ProvedAccount<B>[]> => {
	const wanted = normal(given);
	const found = await proveDirectly(own, header, wanted, signal);
	if (!(found instanceof Fault)) return found;
	const kept = await settleAtOne(own, header, wanted, least, signal);
	if (kept !== null) return kept;
	// An endpoint may be behind the header: what it gives now can be of use at once.
	await capture(wanted, signal);
	const now = await settleAtOne(own, header, wanted, least, signal);
	if (now !== null) return now;
	if (found.kind === "disproved") throw found;
	throw new Fault(
		"no-proof-window",
		`no endpoint proves block ${whereToAsk(header).number}; newer ones are captured`,
	);
};

const captureOver = (own: Capturing, clock: Clock, spacingMs = 0): Capture => {
	const { shared, pool } = own;
	const { windows, codes } = shared;

	const capture: Capture["capture"] = async (
		given,
		signal,
		mostAgeMs = spacingMs,
	) => {
		const wanted = normal(given);
		const requests = joinWanted(wanted);
		const byMember = async (
			member: Member<Execution>,
		): Promise<AccountClaims> => {
			const { name } = member;
			const before = shared.lately(name, requests, mostAgeMs);
			if (before !== null) return before;
			return unlessStopped(
				own.captures(name, requests, (all) =>
					captureFrom(own, member, joinWanted(all)),
				),
				signal,
			);
		};
		const claims = await pool.any(
			byMember,
			// A slow endpoint holds up no other, but has a moment to add its own.
			() => clock.sleep(graceMs, signal),
		);
		return wanted.flatMap(({ address }) => claims.get(address) ?? []);
	};

	const proveSome: Capture["proveSome"] = async (header, given, signal) => {
		const wanted = normal(given);
		const found = await proveDirectly(own, header, wanted, signal);
		return found instanceof Fault
			? settleSome(own, header, wanted, signal)
			: found;
	};

	return {
		capture,
		settle: (header, wanted, signal) =>
			settleSome(own, header, normal(wanted), signal),
		proveSome,
		prove: (header, wanted, signal, least = 0) =>
			proveAll(own, header, wanted, capture, signal, least),
		warm: async (header, wanted, signal) => {
			await directlyAt(own, header, normal(wanted), signal).catch(() => {
				// who proves it asks again, and hears why not
			});
		},
		codeByHash: (codeHash) => codes.get(codeHash),
		windows: windows.known,
		reaches: async (blocks) => {
			const asked = pool.active();
			const names = asked.map(({ name }) => name);
			if (windows.anyReaches(names, blocks)) return true;
			// a probe is a few proofs, and all that is captured where nobody reaches is many
			const learnt = Promise.allSettled(
				asked.map(({ client }) => windows.learn(client, blocks)),
			);
			await Promise.race([learnt, clock.sleep(mostProbeMs)]);
			return windows.anyReaches(names, blocks);
		},
		kept: () =>
			shared.blocks().map(({ header: { number, hash } }) => ({ number, hash })),
	};
};
