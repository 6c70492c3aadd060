// Tokens that the account holds and nobody put on the list: the candidates of this release are asked for its balance, all that
// have one are asked what they are, and these are listed. Seldom, while somebody looks, and never what the person took off.

import { singleFlight } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostAccounts, mostChains } from "../base/room.ts";
import { readManyBalances } from "../evm/many-balances.ts";
import { mostTogether } from "../evm/many-calls.ts";
import type { Clock, Store } from "../source/ports.ts";
import { candidatesOn, type TokenCandidate } from "../tokens/list.ts";
import type { Chain } from "./chain.ts";
import { inTime } from "./in-time.ts";
import { servedState } from "./served.ts";
import {
	isSameToken,
	knownTokens,
	type Settings,
	type SettingsStore,
	storedToken,
	withToken,
} from "./settings.ts";
import { readToken } from "./token-read.ts";

type ScannedChain = Pick<Chain, "chainId" | "tokenState">;

export type TokenScanTools = {
	readonly store: Store;
	readonly clock: Clock;
	readonly settings: SettingsStore;
	/** Nothing is looked for before that: what the person waits for comes first. */
	readonly waitMs?: number;
	/** Shows what is new on the list. */
	readonly reopen: () => Promise<void>;
};

/** When each account was looked at last on each chain, so that a restart looks no oftener. */
const scans = d.list(
	d.record({ chainId: d.int(1), account: d.address, atMs: d.int() }),
	mostAccounts * mostChains,
);
const key = "token-scans";

const everyMs = 6 * 3_600_000;
/** After one that did not come to its end. */
const againMs = 15 * 60_000;
const mostMs = 120_000;
/** After the engine began. */
const firstMs = 30_000;

/** Candidates of the chain that are neither listed nor taken off. */
const wantedOn = (
	now: Settings,
	chainId: number,
): readonly TokenCandidate[] => {
	const leftOut = [...knownTokens(now), ...(now.hidden ?? [])];
	return candidatesOn(chainId).filter(
		(one) => !leftOut.some((other) => isSameToken(one, other)),
	);
};

/** Null where it cannot be done at all: the next time would bring the same. */
const unlessUnsupported = <T>(work: Promise<T>): Promise<T | null> =>
	work.catch((thrown: unknown) => {
		if (thrown instanceof Fault && thrown.kind === "unsupported") return null;
		throw thrown;
	});

/** Those of which the account has something, by proof. @throws what `readManyBalances` throws */
const heldOf = async (
	chain: ScannedChain,
	candidates: readonly TokenCandidate[],
	account: Hex,
	signal: AbortSignal,
): Promise<readonly TokenCandidate[]> => {
	const held: TokenCandidate[] = [];
	for (let i = 0; i < candidates.length; i += mostTogether) {
		const some = candidates.slice(i, i + mostTogether);
		const many = await unlessUnsupported(
			readManyBalances(
				servedState(chain.tokenState(), null),
				some.map((one) => one.address),
				account,
				signal,
			),
		);
		held.push(...some.filter((_, at) => (many?.amounts[at] ?? 0n) > 0n));
	}
	return held;
};

/** With the token listed, as long as there is room for it. */
const withRoomFor = (
	was: Settings,
	token: Parameters<typeof withToken>[1],
): Settings => {
	try {
		return withToken(was, token);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "too-many-tokens")
			return was;
		throw thrown;
	}
};

/** Lists what the account holds. @returns whether anything is new */
const listHeld = async (
	settings: SettingsStore,
	chain: ScannedChain,
	account: Hex,
	signal: AbortSignal,
): Promise<boolean> => {
	const { chainId } = chain;
	const candidates = wantedOn(settings.now(), chainId);
	if (candidates.length === 0) return false;
	const found: ReturnType<typeof storedToken>[] = [];
	for (const token of await heldOf(chain, candidates, account, signal)) {
		const state = servedState(chain.tokenState(), null);
		const facts = await unlessUnsupported(
			readToken(state, token.address, account, signal),
		);
		// it moved away meanwhile, or calls itself in another scale than ever
		if (
			facts !== null &&
			facts.balance.amount > 0n &&
			facts.decimals === token.decimals
		)
			found.push(storedToken(token, facts));
	}
	if (found.length === 0) return false;
	await settings.change((was) => {
		// another is looked at by now
		if (signal.aborted || was.account !== account) return was;
		const wanted = wantedOn(was, chainId);
		return found
			.filter((one) => wanted.some((other) => isSameToken(one, other)))
			.reduce(withRoomFor, was);
	});
	return true;
};

type Scans = Decoded<typeof scans>;

const readScans = async (store: Store): Promise<Scans> => {
	try {
		const stored = await store.get("settings", key);
		return stored === undefined ? [] : scans(d.parseJson(stored), key);
	} catch {
		// what does not decode is looked at anew
		return [];
	}
};

/** On disk when it resolves. */
const noteScan = async (store: Store, scan: Scans[number]): Promise<void> => {
	const others = (await readScans(store)).filter(
		({ chainId, account }) =>
			chainId !== scan.chainId || account !== scan.account,
	);
	const next = [...others, scan].slice(-mostAccounts * mostChains);
	await store.put("settings", key, JSON.stringify(next));
};

/** The chains on which the account was not looked at for some hours. */
const dueOf = (
	chains: readonly ScannedChain[],
	done: Scans,
	account: Hex,
	nowMs: number,
): readonly ScannedChain[] =>
	chains.filter(
		({ chainId }) =>
			candidatesOn(chainId).length > 0 &&
			!done.some(
				(one) =>
					one.chainId === chainId &&
					one.account === account &&
					// a clock that was set back looks again
					one.atMs <= nowMs &&
					nowMs < one.atMs + everyMs,
			),
	);

export type TokenScan = (
	chains: readonly ScannedChain[],
	signal: AbortSignal,
) => Promise<void>;

/** @returns looks if it is time to; throws what went wrong, after which it is tried again later */
export const openTokenScan = (tools: TokenScanTools): TokenScan => {
	const { store, clock, settings, reopen, waitMs = firstMs } = tools;
	/** Until when nothing is tried: it has begun just now, or it failed. */
	let restsMs = clock.nowMs() + waitMs;

	return singleFlight(async (chains, signal) => {
		const { account, findTokens = true } = settings.now();
		const nowMs = clock.nowMs();
		if (!findTokens || account === null || nowMs < restsMs) return;
		const due = dueOf(chains, await readScans(store), account, nowMs);
		if (due.length === 0) return;
		restsMs = nowMs + againMs;
		let isNew = false;
		for (const chain of due) {
			const { chainId } = chain;
			const found = await inTime(
				clock,
				mostMs,
				`tokens of chain ${chainId}`,
				(stop) => listHeld(settings, chain, account, stop),
				signal,
			);
			isNew ||= found;
			// what was found for one that is not looked at any more was not listed
			if (settings.now().account !== account) return;
			await noteScan(store, { chainId, account, atMs: clock.nowMs() });
		}
		restsMs = 0;
		if (isNew && !signal.aborted) await reopen();
	});
};
