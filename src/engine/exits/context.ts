// What a way out has to go by while it is asked something: L1 by proof, endpoints that may be dead, evidence that is kept, the
// orders of its journey. What is asked after its time is over is refused, so that nothing late changes anything.

import { followSignals } from "../../base/abort.ts";
import type { Hex } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import type { EvidenceStore } from "../../exit/evidence-store.ts";
import type { ExitContext } from "../../exit/module.ts";
import type { Way } from "../../exit/way.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { Clock } from "../../source/ports.ts";
import type { Header } from "../../state/values.ts";
import type { Verified } from "../../trust/verified.ts";
import { inTime } from "../in-time.ts";
import { fileMessage } from "./file-codes.ts";
import type { ExitSite } from "./site.ts";

export type ContextParts = {
	readonly site: ExitSite;
	readonly clock: Clock;
	readonly evidenceStore: EvidenceStore;
	readonly profile: RollupProfile;
	readonly way: Pick<Way, "keptFor">;
	readonly account: Hex;
	readonly order: ExitContext["order"];
	/** Names of the evidence that is used are put in here. */
	readonly used: Set<string>;
};

export const nowSOf = (clock: Clock): number =>
	Math.floor(clock.nowMs() / 1000);

/** One question to a way: its time, and what was proved while it lasted. */
type QuestionScope = {
	readonly signal: AbortSignal;
	/** @throws cancelled once the time is over */
	readonly check: () => void;
	readonly proved: (header: Verified<Header>) => void;
	/** L1's time that was last proved anything under: what is kept is as old as that, whatever this clock says. */
	readonly asOfS: () => number;
};

const openScope = (site: ExitSite, signal: AbortSignal): QuestionScope => {
	let provedS = 0;
	/** Zero before there is any header. */
	const headS = (): number => {
		const { l1 } = site.heads();
		return l1 === null || l1 === "syncing" ? 0 : l1.headS;
	};
	return {
		signal,
		check: () => {
			if (signal.aborted) throw new Fault("cancelled", "its time is over");
		},
		proved: ({ value: { timestampS } }) => {
			provedS = Math.max(provedS, timestampS);
		},
		asOfS: () => (provedS > 0 ? provedS : headS()),
	};
};

const l1Of = (
	{ reader, calls, pool }: ExitSite,
	{ signal, check, proved }: QuestionScope,
): ExitContext["l1"] => ({
	read: async (wanted, tag, given) => {
		check();
		const both = followSignals(signal, given);
		try {
			const reading = await reader.read(wanted, tag, both.signal);
			proved(reading.basis);
			return reading;
		} finally {
			both.end();
		}
	},
	receipt: async (hash, tag) => {
		check();
		if (reader.receipt === null)
			throw new Fault("not-synced", "no receipt is served");
		return reader.receipt(hash, tag);
	},
	call: async (to, data, from) => {
		check();
		return calls.call(
			{ to, data, ...(from === undefined ? {} : { from }) },
			"latest",
		);
	},
	pool,
});

const evidenceFor = (
	{ site, clock, evidenceStore, profile, way, account, used }: ContextParts,
	{ check, asOfS }: QuestionScope,
): ExitContext["evidenceStore"] => {
	const place = {
		network: site.network.name,
		chainId: profile.chainId,
		account,
		way: way.keptFor,
	};
	return {
		get: async (name) => {
			check();
			const text = await evidenceStore.get(place, name);
			if (text !== undefined) used.add(name);
			return text;
		},
		fromFiles: async (name) => {
			check();
			const texts = await evidenceStore.fromFiles(place, name);
			if (texts.length > 0) used.add(name);
			return texts;
		},
		put: async (name, text) => {
			check();
			used.add(name);
			await evidenceStore.keep(
				place,
				{
					name,
					text,
					asOfS: asOfS(),
					says: fileMessage("kept.under-way"),
					checked: true,
				},
				clock.nowMs(),
			);
		},
	};
};

const contextOf = (parts: ContextParts, signal: AbortSignal): ExitContext => {
	const { site, clock, profile, order } = parts;
	const asking = openScope(site, signal);
	const blobs = site.blobs(profile.chainId);
	return {
		profile,
		nowS: nowSOf(clock),
		l1: l1Of(site, asking),
		l2: site.l2(profile.chainId),
		nodes: site.nodes(profile.chainId),
		...(blobs === undefined ? {} : { blobs }),
		evidenceStore: evidenceFor(parts, asking),
		signed: async (hash) => site.signed(hash),
		order,
	};
};

/**
 * Asks a way within its time, in a context of its own.
 * @param what for people: what takes too long
 * @throws too-slow, cancelled when `outer` fires, and what the work throws
 */
export const askInContext = <T>(
	parts: ContextParts,
	mostMs: number,
	what: string,
	work: (context: ExitContext) => Promise<T>,
	outer: AbortSignal,
): Promise<T> =>
	inTime(
		parts.clock,
		mostMs,
		what,
		(signal) => work(contextOf(parts, signal)),
		outer,
	);
