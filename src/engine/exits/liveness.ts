// How alive each rollup is, by what L1 shows of it: a look by proof at each final head, kept over time, judged when it is
// asked for. Endpoints of the rollup are not asked.

import type { Hex } from "../../base/bytes.ts";
import { asFault, type Fault } from "../../base/fault.ts";
import { type Announcements, noAnnouncements } from "../../exit/announced.ts";
import {
	overrunContractAlerts,
	searchAnnounced,
} from "../../exit/announced-search.ts";
import {
	captureFacts,
	type Facts,
	factsWanted,
	readFacts,
} from "../../exit/facts.ts";
import { addSample, judge, thresholdsOf } from "../../exit/stall.ts";
import { timelockOf } from "../../exit/timelock.ts";
import type { Verdict } from "../../exit/verdict.ts";
import type { Watchable } from "../../l2/kind.ts";
import type { LivenessView } from "../../protocol/exit-views.ts";
import type { Clock, Store } from "../../source/ports.ts";
import { inTime } from "../in-time.ts";
import type { Alert } from "../ports.ts";
import { type ChainAlert, chainAlerts, rememberedAfter } from "./alerts.ts";
import { nowSOf } from "./context.ts";
import { contractAlerts, isWhole } from "./contract-alerts.ts";
import {
	keepLiveness,
	type LivenessRecord,
	type LivenessState,
	nameOf,
	noLiveness,
	readLiveness,
} from "./liveness-record.ts";
import { livenessView } from "./liveness-view.ts";
import type { ExitSite } from "./site.ts";

export type Liveness = {
	/** Takes along what the next final head will prove. Throws nothing. */
	readonly capture: (site: ExitSite, signal: AbortSignal) => Promise<void>;
	/** Looks at every rollup under the newest final head; on disk before anything is said of it. Throws nothing. */
	readonly look: (site: ExitSite, signal: AbortSignal) => Promise<void>;
	readonly views: (site: ExitSite) => readonly LivenessView[];
};

const mostLookMs = 120_000;
/** A verdict is made anew this often, also when no head comes: that none comes is itself something. */
const judgeEveryMs = 15_000;

const all = (site: ExitSite): readonly Watchable[] => [
	...site.profiles,
	...site.watched,
];

export type LivenessTools = {
	readonly store: Store;
	readonly clock: Clock;
	readonly alert: (alert: Alert) => void;
	readonly problem: (fault: Fault) => void;
};

class LivenessWatch implements Liveness {
	readonly #tools: LivenessTools;
	readonly #known = new Map<Hex, LivenessState>();
	readonly #drawn = new Map<
		Hex,
		{ readonly atMs: number; readonly view: LivenessView }
	>();

	constructor(tools: LivenessTools) {
		this.#tools = tools;
	}

	async #of(profile: Watchable): Promise<LivenessState> {
		const id = nameOf(profile);
		const found = this.#known.get(id);
		if (found !== undefined) return found;
		const { store, problem } = this.#tools;
		const looked = await readLiveness(store, profile, problem);
		this.#known.set(id, looked);
		return looked;
	}

	#verdictOf(
		site: ExitSite,
		profile: Watchable,
		{ samples }: LivenessRecord,
	): Verdict {
		const { l1, clockFault } = site.heads();
		return judge(samples, thresholdsOf(profile), {
			nowS: nowSOf(this.#tools.clock),
			l1,
			clockFault,
		});
	}

	/** What can be said of one thing: words that fail are a problem to see, and take nothing else with them. */
	#sayable(say: () => readonly ChainAlert[]): readonly ChainAlert[] {
		try {
			return say();
		} catch (thrown) {
			this.#tools.problem(asFault(thrown));
			return [];
		}
	}

	async #put(
		profile: Watchable,
		was: LivenessState,
		next: LivenessState,
	): Promise<void> {
		const id = nameOf(profile);
		if (next.kept !== was.kept)
			await keepLiveness(this.#tools.store, profile, next);
		this.#known.set(id, next);
		this.#drawn.delete(id);
	}

	/** The facts, with what waits in the timelock: looked for up to the block they are proved under, then proved as they are. */
	async #read(
		site: ExitSite,
		profile: Watchable,
		kept: LivenessRecord,
		signal: AbortSignal,
	): Promise<{
		readonly facts: Facts;
		readonly more: LivenessRecord["more"];
		readonly announced: Announcements;
	}> {
		const before = kept.announced ?? noAnnouncements;
		const under = async (
			known: LivenessRecord["more"],
			{ found }: Announcements,
		): ReturnType<typeof readFacts> => {
			const by = (tag: "final" | "latest") =>
				readFacts(
					profile,
					(wanted) => site.reader.read(wanted, tag, signal),
					known,
					found,
				);
			try {
				return await by("final");
			} catch (thrown) {
				// no endpoint proves that block any more, and nothing was taken along: better a look that is not final
				if (asFault(thrown).kind !== "unproven") throw thrown;
				return by("latest");
			}
		};
		let looked = await under(kept.more, before);
		const timelock = timelockOf(profile);
		if (timelock === null) return { ...looked, announced: noAnnouncements };
		const upTo = looked.facts.sample.blockNumber;
		const now = await searchAnnounced(
			site.pool,
			timelock,
			before,
			upTo,
			signal,
		);
		const isNew = now.found.some(({ id }) =>
			before.found.every((one) => one.id !== id),
		);
		if (isNew) looked = await under(looked.more, now);
		const { facts, more } = looked;
		// What was cancelled, done or made up is looked after no more; not so by a block from before it was announced.
		const found = facts.sample.blockNumber >= upTo ? facts.waiting : now.found;
		const announced = { ...now, found };
		const contractAlerts = [
			...overrunContractAlerts(announced, timelock),
			...facts.contractAlerts,
		];
		return { facts: { ...facts, contractAlerts }, more, announced };
	}

	async #lookAt(
		site: ExitSite,
		profile: Watchable,
		outer: AbortSignal,
	): Promise<void> {
		const was = await this.#of(profile);
		try {
			const { facts, more, announced } = await inTime(
				this.#tools.clock,
				mostLookMs,
				`a look at ${profile.title}`,
				(signal) => this.#read(site, profile, was.kept, signal),
				outer,
			);
			const samples = addSample(was.kept.samples, facts.sample);
			const looked = { ...was.kept, samples, more: [...more], announced };
			const verdict = this.#verdictOf(site, profile, looked);
			const wasWhole = was.kept.wasWhole === true;
			const { contractAlerts: alerts } = facts;
			const news = [
				...this.#sayable(() => chainAlerts(profile, verdict)),
				...alerts.flatMap((one) =>
					this.#sayable(() => contractAlerts(profile, [one], wasWhole)),
				),
			].filter(({ key }) => !was.kept.told.includes(key));
			const kept: LivenessRecord = {
				...looked,
				wasWhole: wasWhole || isWhole(facts.contractAlerts),
				told: rememberedAfter(
					was.kept.told,
					verdict,
					news.map(({ key }) => key),
				),
			};
			await this.#put(profile, was, { kept, facts, fault: null });
			for (const { alert } of news) this.#tools.alert(alert);
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.code === "cancelled") return;
			if (fault.kind === "internal") this.#tools.problem(fault);
			await this.#put(profile, was, { ...was, fault });
		}
	}

	readonly capture: Liveness["capture"] = async (site, outer) => {
		if (!(await site.needsCapture())) return;
		for (const profile of all(site)) {
			const was = await this.#of(profile);
			try {
				const more = await inTime(
					this.#tools.clock,
					mostLookMs,
					`proofs for ${profile.title}`,
					(signal) =>
						captureFacts(
							profile,
							(wanted) => site.capture(wanted, signal),
							was.kept.more,
							was.kept.announced?.found,
						),
					outer,
				);
				// what to ask for is no fact: it need not be on disk
				const now = await this.#of(profile);
				this.#known.set(nameOf(profile), {
					...now,
					kept: { ...now.kept, more: [...more] },
				});
			} catch {
				// the look that needs them says what is missing
			}
		}
	};

	/** One question for all of them. */
	async #warm(site: ExitSite, signal: AbortSignal): Promise<void> {
		const profiles = all(site);
		if (profiles.length < 2) return;
		const wanted = await Promise.all(
			profiles.map(async (profile) =>
				factsWanted(profile, (await this.#of(profile)).kept.more),
			),
		);
		await site.warm(wanted.flat(), signal);
	}

	readonly look: Liveness["look"] = async (site, signal) => {
		await this.#warm(site, signal).catch((thrown: unknown) =>
			this.#tools.problem(asFault(thrown)),
		);
		for (const profile of all(site)) {
			if (signal.aborted) return;
			await this.#lookAt(site, profile, signal).catch((thrown: unknown) =>
				this.#tools.problem(asFault(thrown)),
			);
		}
	};

	readonly views: Liveness["views"] = (site) =>
		all(site).map((profile) => {
			const id = nameOf(profile);
			const before = this.#drawn.get(id);
			const nowMs = this.#tools.clock.nowMs();
			if (
				before !== undefined &&
				nowMs >= before.atMs &&
				nowMs - before.atMs < judgeEveryMs
			)
				return before.view;
			const looked = this.#known.get(id) ?? noLiveness;
			const verdict = this.#verdictOf(site, profile, looked.kept);
			const view = livenessView(
				profile,
				looked,
				verdict,
				nowSOf(this.#tools.clock),
			);
			this.#drawn.set(id, { atMs: nowMs, view });
			return view;
		});
}

export const openLiveness = (tools: LivenessTools): Liveness =>
	new LivenessWatch(tools);
