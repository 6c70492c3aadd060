// The round of evidence: at every new root, for each account, each way brings along what an exit would need and nodes still
// serve. Which root counts, the way says by proof of L1; else it is the one that is shown. What failed and why is kept to be
// shown.

import type { Hex } from "../../base/bytes.ts";
import { asFault, type Fault, type FaultJson } from "../../base/fault.ts";
import type { EvidenceStore } from "../../exit/evidence-store.ts";
import type { ExitContext } from "../../exit/module.ts";
import type { Way } from "../../exit/way.ts";
import type { WaysOut } from "../../exit/ways.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { KeptView } from "../../protocol/exit-views.ts";
import type { Clock } from "../../source/ports.ts";
import { askInContext } from "./context.ts";
import type { ExitSite } from "./site.ts";

export type ExitEvidence = {
	/** What is new since the last round is on disk when it resolves, or it says why not. Throws nothing. */
	readonly round: (site: ExitSite, signal: AbortSignal) => Promise<void>;
	readonly views: (site: ExitSite) => readonly KeptView[];
};

const mostCaptureMs = 90_000;
/** What failed is tried again after this, or at once under another root. */
const retryMs = 30_000;
/** What was kept while no root is shown is looked for again after this: about when more of L1 gets final. */
const rootlessMs = 6 * 60_000;
const mostAccounts = 16;

export type EvidenceTools = {
	readonly ways: WaysOut;
	readonly evidenceStore: EvidenceStore;
	readonly clock: Clock;
	readonly changed: () => void;
	readonly problem: (fault: Fault) => void;
};

class EvidenceRound implements ExitEvidence {
	readonly #tools: EvidenceTools;
	/** The root that all was kept for, by chain, account and way. */
	readonly #done = new Map<string, string>();
	/** The last try for each, where it failed or there was no root; and how long that is enough. */
	readonly #tried = new Map<
		string,
		{ readonly root: string | null; readonly ms: number; pauseMs: number }
	>();
	readonly #faults = new Map<number, FaultJson>();

	constructor(tools: EvidenceTools) {
		this.#tools = tools;
	}

	/** Asks a way within its time, in a context of its own. @throws too-slow, cancelled, and what the way throws */
	#ask<T>(
		site: ExitSite,
		profile: RollupProfile,
		way: Way,
		account: Hex,
		outer: AbortSignal,
		work: (context: ExitContext) => Promise<T>,
	): Promise<T> {
		const { clock, evidenceStore } = this.#tools;
		return askInContext(
			{
				...{ site, clock, evidenceStore, profile, way, account },
				order: () => null,
				used: new Set(),
			},
			mostCaptureMs,
			`evidence of ${profile.title}`,
			work,
			outer,
		);
	}

	async #keepFor(
		site: ExitSite,
		profile: RollupProfile,
		way: Way,
		account: Hex,
		outer: AbortSignal,
	): Promise<void> {
		const { capture, checkCaptured } = way;
		if (capture === null) return;
		const captured = await this.#ask(
			site,
			profile,
			way,
			account,
			outer,
			(context) => capture(account, context),
		);
		for (const { name, text, asOfS, says } of captured)
			await this.#tools.evidenceStore.keep(
				{
					network: site.network.name,
					chainId: profile.chainId,
					account,
					way: way.keptFor,
				},
				{ name, text, asOfS, says, checked: checkCaptured !== null },
				this.#tools.clock.nowMs(),
			);
	}

	/** Each account of the wallet, the chosen one first: evidence is kept for the first of them, and for how many not is shown. */
	#allOf({ account, accounts }: ExitSite): readonly Hex[] {
		return [
			...(account === null ? [] : [account]),
			...accounts.filter((one) => one !== account),
		];
	}

	#accountsOf(site: ExitSite): readonly Hex[] {
		return this.#allOf(site).slice(0, mostAccounts);
	}

	/** Of one way, for each account, under the root it rests on. @returns what failed first, and whether all was tried */
	async #wayRound(
		site: ExitSite,
		profile: RollupProfile,
		way: Way,
		root: string | null,
		signal: AbortSignal,
	): Promise<{ readonly fault: Fault | null; readonly isAll: boolean }> {
		let fault: Fault | null = null;
		let isAll = true;
		for (const account of this.#accountsOf(site)) {
			if (signal.aborted) return { fault, isAll: false };
			const name = `${site.network.name} ${profile.chainId} ${account} ${way.way}`;
			if (root !== null && this.#done.get(name) === root) continue;
			const nowMs = this.#tools.clock.nowMs();
			const last = this.#tried.get(name);
			if (last?.root === root && Math.abs(nowMs - last.ms) < last.pauseMs) {
				isAll = false;
				continue;
			}
			const tried = { root, ms: nowMs, pauseMs: retryMs };
			this.#tried.set(name, tried);
			try {
				await this.#keepFor(site, profile, way, account, signal);
				if (root !== null) this.#done.set(name, root);
				else tried.pauseMs = rootlessMs;
			} catch (thrown) {
				if (signal.aborted) {
					this.#tried.delete(name);
					return { fault, isAll: false };
				}
				const found = asFault(thrown);
				if (found.kind === "internal") this.#tools.problem(found);
				// an account that the rollup does not have is no trouble
				if (found.code !== "l2-no-account") fault ??= found;
			}
		}
		return { fault, isAll };
	}

	async #chainRound(
		site: ExitSite,
		profile: RollupProfile,
		signal: AbortSignal,
	): Promise<void> {
		const [first] = this.#accountsOf(site);
		if (first === undefined) return;
		let fault: Fault | null = null;
		let isAll = true;
		const ways = await this.#tools.ways
			.outOf(profile)
			.catch((thrown: unknown) => {
				fault = asFault(thrown);
				return [];
			});
		for (const way of ways) {
			if (way.capture === null) continue;
			const { mark } = way;
			try {
				const root =
					mark === null
						? await site.root(profile.chainId)
						: await this.#ask(site, profile, way, first, signal, mark);
				const round = await this.#wayRound(site, profile, way, root, signal);
				fault ??= round.fault;
				isAll &&= round.isAll;
			} catch (thrown) {
				if (signal.aborted) return;
				const found = asFault(thrown);
				if (found.kind === "internal") this.#tools.problem(found);
				fault ??= found;
			}
			if (signal.aborted) return;
		}
		if (fault !== null) this.#faults.set(profile.chainId, fault.toJson());
		else if (isAll) this.#faults.delete(profile.chainId);
	}

	readonly round: ExitEvidence["round"] = async (site, signal) => {
		for (const profile of site.profiles)
			await this.#chainRound(site, profile, signal).catch((thrown: unknown) =>
				this.#tools.problem(asFault(thrown)),
			);
		await this.#tools.evidenceStore
			.prune()
			.catch((thrown: unknown) => this.#tools.problem(asFault(thrown)));
		this.#tools.changed();
	};

	readonly views: ExitEvidence["views"] = (site) => {
		const all = this.#tools.evidenceStore.list();
		const unkept = this.#allOf(site).length - this.#accountsOf(site).length;
		return site.profiles
			.filter((profile) => {
				const ways = this.#tools.ways.outOfNow(profile);
				// not here yet: one of them may keep something
				return ways === null || ways.some(({ capture }) => capture !== null);
			})
			.map(({ chainId }) => ({
				chainId,
				items: all
					.filter(
						(one) =>
							one.network === site.network.name &&
							one.chainId === chainId &&
							one.account === site.account,
					)
					.slice(0, 64)
					.map(({ name, says, asOfS, keptMs, file }) => ({
						name,
						says,
						asOfS:
							file === undefined
								? asOfS
								: Math.min(asOfS, Math.floor(keptMs / 1000)),
						keptMs,
						...(file === undefined ? {} : { fromFile: true }),
					})),
				fault: this.#faults.get(chainId) ?? null,
				...(unkept === 0 ? {} : { unkept }),
			}));
	};
}

export const openEvidence = (tools: EvidenceTools): ExitEvidence =>
	new EvidenceRound(tools);
