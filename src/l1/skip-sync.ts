// The fast start: from a committee in hand to a later one by a handover, where a source offers one that holds. What fails
// is told and forgotten; the walk from period to period goes on either way.

import { toHex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import type { HandoverSource } from "../source/handover.ts";
import { servedBy } from "../trust/served.ts";
import type { Verified } from "../trust/verified.ts";
import { checkCheckpointAge } from "./age.ts";
import type { UpdateCandidate } from "./candidate.ts";
import type { Driver } from "./driver.ts";
import {
	checkHandover,
	checkHandoverValues,
	decodeHandover,
	type Handover,
	keysRoot,
	pinOf,
	readHandoverValues,
} from "./handover.ts";
import { applyHandover } from "./store.ts";
import type { Committee } from "./values.ts";

/** The updates of one period, from every endpoint. */
export type AskPeriod = (
	period: number,
	signal: AbortSignal | undefined,
) => Promise<readonly UpdateCandidate[]>;

type HandoverOffer = { readonly handover: Handover; readonly period: number };

// Proofs that one source may have checked in one skip-sync.
const mostOffers = 4;

const isOld = ({ network, store, ports }: Driver): boolean => {
	const finalized = store()?.finalized.value;
	if (finalized === undefined) return true;
	try {
		checkCheckpointAge(network, finalized.timeS, ports.clock.nowMs());
		return false;
	} catch {
		return true;
	}
};

/** The handovers that start at the committee in hand, the farthest first. What does not decode is told. */
const readOffers = (
	driver: Driver,
	from: Verified<Committee>,
	raw: readonly unknown[],
	say: (period: number, thrown: unknown) => void,
): readonly HandoverOffer[] => {
	const { network } = driver;
	const readOffer = (one: unknown): HandoverOffer => {
		const handover = decodeHandover(one, "handover");
		const pin = pinOf(network, handover);
		const values = readHandoverValues(pin.values, handover.publicValues);
		checkHandoverValues(from.value, values, driver.currentSlot());
		return { handover, period: values.nextPeriod };
	};

	return raw
		.slice(0, mostOffers)
		.flatMap((one) => {
			try {
				return [readOffer(one)];
			} catch (thrown) {
				say(from.value.period, thrown);
				return [];
			}
		})
		.toSorted((a, b) => b.period - a.period);
};

/** The next committees that are named, each once with who named it. Nobody's signature is looked at: the keys are right when the proof names them. */
const committeesIn = (candidates: readonly UpdateCandidate[]) => {
	const keys = new Map(
		candidates.flatMap(({ update, endpoint }) => {
			const next = update.nextSyncCommittee;
			if (next === null) return [];
			const pubkeys = toHex(next.pubkeys);
			const aggregatePubkey = toHex(next.aggregatePubkey);
			const named = [
				`${pubkeys} ${aggregatePubkey}`,
				{ pubkeys, aggregatePubkey, endpoint },
			] as const;
			return [named];
		}),
	);
	return keys.values();
};

/**
 * Takes the farthest handover that holds, of those that start at the newest committee in hand, and puts its committee into
 * the store. Never from a header older than a checkpoint may be: a proof makes an old committee no younger.
 * @returns whether the store has a newer committee
 */
export const skipSync = async (
	driver: Driver,
	source: HandoverSource,
	askPeriod: AskPeriod,
	signal: AbortSignal | undefined,
): Promise<boolean> => {
	const { network, context } = driver;
	const store = driver.store();
	const from = store?.committees.at(-1);
	if (store === null || from === undefined || isOld(driver)) return false;
	const currentSlot = driver.currentSlot();
	const say = (period: number, thrown: unknown): void =>
		driver.tell({
			kind: "handover",
			source: source.name,
			period,
			fault: thrown === null ? null : asFault(thrown, source.name),
		});

	let raw: readonly unknown[];
	try {
		raw = await source.ask(keysRoot(network, from.value.pubkeys), signal);
	} catch (thrown) {
		say(from.value.period, thrown);
		return false;
	}
	const offers = readOffers(driver, from, raw, say);
	for (const { handover, period } of offers) {
		if (signal?.aborted) return false;
		const candidates = await askPeriod(period - 1, signal);
		for (const { endpoint, ...next } of committeesIn(candidates)) {
			try {
				const later = await checkHandover(from, handover, next, {
					kernel: context.kernel,
					currentSlot,
				});
				const now = driver.store();
				if (now === null) return false;
				driver.replaceStore(applyHandover(now, servedBy(later, endpoint)));
				say(period, null);
				return true;
			} catch (thrown) {
				say(period, thrown);
			}
		}
	}
	return false;
};
