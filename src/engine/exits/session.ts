// The session of exits on the chains that are followed now: which those are, which ways are known, and a context to ask a way
// in. It ends when the chains are opened anew. It decides nothing.

import type { Hex } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import type { EvidenceStore } from "../../exit/evidence-store.ts";
import type { Journey } from "../../exit/journey.ts";
import type { ExitContext } from "../../exit/module.ts";
import type { Way } from "../../exit/way.ts";
import type { WaysOut } from "../../exit/ways.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { Clock } from "../../source/ports.ts";
import type { Entry } from "../../wallet/ledger.ts";
import { askInContext, nowSOf } from "./context.ts";
import { type LedgerContext, ordersOf } from "./position.ts";
import type { ExitSite } from "./site.ts";

/** What a way is asked about. */
export type WayQuestion = {
	readonly profile: RollupProfile;
	readonly way: Way;
	readonly account: Hex;
	/** Whose orders it sees; null before there is one. */
	readonly journey: Journey | null;
	readonly mostMs: number;
	/** Names of the evidence that it uses are put in here. */
	readonly used?: Set<string>;
};

export type ExitSession = {
	/** What runs on the chains before stops. Null: there are none for now. */
	readonly attach: (site: ExitSite | null) => void;
	readonly site: () => ExitSite | null;
	/** The site that was there last: what is shown while another opens. */
	readonly shown: () => ExitSite | null;
	/** Fires when the chains are opened anew. */
	readonly signal: () => AbortSignal;
	/** @throws not-synced */
	readonly needed: () => ExitSite;
	/** @throws exit-way for one that is not known, or is none out of that rollup; not-loaded */
	readonly wayOut: (name: string, profile: RollupProfile) => Promise<Way>;
	/** The ledger's entry, and the time. */
	readonly still: () => LedgerContext;
	/** Asks in a context of its own, within its time. @throws too-slow, cancelled, and what the work throws */
	readonly ask: <T>(
		on: ExitSite,
		question: WayQuestion,
		work: (context: ExitContext) => Promise<T>,
	) => Promise<T>;
};

export const openSession = (tools: {
	readonly clock: Clock;
	readonly ways: WaysOut;
	readonly evidenceStore: EvidenceStore;
	readonly entry: (id: string) => Entry | undefined;
}): ExitSession => {
	const { clock, ways, evidenceStore, entry } = tools;
	let site: ExitSite | null = null;
	let shown: ExitSite | null = null;
	let stop = new AbortController();
	return {
		attach: (next) => {
			stop.abort();
			stop = new AbortController();
			site = next;
			shown = next ?? shown;
		},
		site: () => site,
		shown: () => shown,
		signal: () => stop.signal,
		needed: () => {
			if (site === null)
				throw new Fault("not-synced", "the wallet is not set up yet");
			return site;
		},
		wayOut: async (name, profile) => {
			const found = await ways.named(name);
			if (found === undefined || !found.isFor(profile))
				throw new Fault("exit-way", `"${name}" out of ${profile.title}`);
			return found;
		},
		still: () => ({ entry, nowS: nowSOf(clock) }),
		ask: (on, question, work) =>
			askInContext(
				{
					...{ site: on, clock, evidenceStore },
					profile: question.profile,
					way: question.way,
					account: question.account,
					order: ordersOf(question.journey, entry),
					used: question.used ?? new Set(),
				},
				question.mostMs,
				question.way.way,
				work,
				stop.signal,
			),
	};
};

export const profileOf = (
	on: ExitSite | null,
	chainId: number,
): RollupProfile | undefined =>
	on?.known.find((one) => one.chainId === chainId);

/** @throws unknown-chain */
export const profileBy = (on: ExitSite, chainId: number): RollupProfile => {
	const found = profileOf(on, chainId);
	if (found === undefined)
		throw new Fault(
			"unknown-chain",
			`chain ${chainId} is none of this network`,
		);
	return found;
};
