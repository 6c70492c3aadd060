// What is followed at the moment: opened from the settings and the trusted root, and opened anew whenever they change.

import { serial } from "../base/async.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Caller } from "../protocol/channel.ts";
import type { toSigner } from "../protocol/methods.ts";
import { type Arrivals, observedOf, openArrivals } from "./arrivals.ts";
import type { Exits } from "./exits/exits.ts";
import { siteOf } from "./exits/site.ts";
import {
	type Following,
	type FollowingTools,
	openFollowing,
} from "./following.ts";
import { readTrusted } from "./l1-chain.ts";
import { type LastKnown, openLastKnown } from "./last-known.ts";
import { layersInUse } from "./layers.ts";
import { arrivalAlert } from "./own-alerts.ts";
import {
	chosenNetwork,
	endpointsOf,
	isSameToken,
	knownTokens,
	type Settings,
	type SettingsStore,
	withToken,
} from "./settings.ts";

export type CurrentTools = Pick<
	FollowingTools,
	| "ports"
	| "shown"
	| "orders"
	| "changed"
	| "problem"
	| "contact"
	| "isLookedAt"
> & {
	readonly settings: SettingsStore;
	readonly exits: Pick<Exits, "prepare" | "attach" | "onHead" | "onRoots">;
	readonly askSigner: Caller<typeof toSigner>;
	/** Follows what was opened until the signal fires. */
	readonly run: (now: Following, signal: AbortSignal) => Promise<void>;
	/** Fires when the engine closes. */
	readonly life: AbortSignal;
};

/** A site's question is worth waiting so long for the first header. */
const mostBeginMs = 20_000;

export class Current {
	readonly #tools: CurrentTools;
	#following: Following | null = null;
	#running = new AbortController();
	/** Whether a root is trusted for the chosen network. */
	#isRooted = false;
	/** What was proved last of the chosen account, for the screen alone. */
	#lastKnown: LastKnown | null = null;
	/** What arrived at the chosen account. */
	#arrivals: Arrivals | null = null;
	/** Whose balances are followed. */
	#account: Settings["account"] = null;
	/** How many changes are under way. */
	#opening = 0;
	readonly #inTurn = serial();

	constructor(tools: CurrentTools) {
		this.#tools = tools;
	}

	/** Null while nothing is, or another is being opened. */
	get following(): Following | null {
		return this.#following;
	}

	/** Fires when something else is to be followed. */
	get signal(): AbortSignal {
		return this.#running.signal;
	}

	get isRooted(): boolean {
		return this.#isRooted;
	}

	/** Of what is followed; null while nothing is. */
	get account(): Settings["account"] {
		return this.#account;
	}

	get lastKnown(): LastKnown | null {
		return this.#lastKnown;
	}

	get arrivals(): Arrivals | null {
		return this.#arrivals;
	}

	/** Is something else being opened? */
	get isOpening(): boolean {
		return this.#opening > 0;
	}

	/** What is followed once all changes under way are made. @throws not-synced */
	async settled(): Promise<Following> {
		// of several changes in a row the last alone follows
		do await this.#inTurn(() => {});
		while (this.#following === null && this.isOpening);
		if (this.#following === null)
			throw new Fault("not-synced", "the wallet is not set up yet");
		return this.#following;
	}

	/**
	 * The same for who can be answered only from a header that is young: what is being begun is waited for, until it is in touch with
	 * the chain or its first round says why not, and no longer than it is worth. @throws not-synced
	 */
	async begun(): Promise<Following> {
		const { clock } = this.#tools.ports;
		const end = clock.ticksMs() + mostBeginMs;
		for (;;) {
			const now = await this.settled();
			const left = end - clock.ticksMs();
			if (now.l1.begun.has() || left <= 0) return now;
			await now.l1.begun.wait(left, this.signal);
			if (this.#following === now) return now;
		}
	}

	/**
	 * Stops following, makes the change, and follows what the settings say then, from the trusted root on. What was
	 * followed before writes nothing any more once this is called. Of several calls at once each makes its change, and
	 * the last alone follows.
	 */
	readonly reopen = (change?: () => Promise<void>): Promise<void> => {
		const { exits, life, changed } = this.#tools;
		this.#running.abort();
		this.#following = null;
		exits.attach(null);
		this.#running = new AbortController();
		const { signal } = this.#running;
		this.#opening++;
		return this.#inTurn(async () => {
			await change?.();
			if (!signal.aborted && !life.aborted) await this.#open(signal);
		}).finally(() => {
			this.#opening--;
			changed();
		});
	};

	close(): void {
		this.#tools.exits.attach(null);
		this.#running.abort();
	}

	/**
	 * Hands the signer the newer roots of what is followed, oldest first. One that a locked signer does not take, or one that was
	 * not shown this network's file, waits; another fault is a problem. Throws nothing.
	 */
	async advanceAnchors(
		now: Following | null = this.#following,
		signal: AbortSignal = this.signal,
	): Promise<void> {
		const { askSigner, problem } = this.#tools;
		for (const evidence of now?.l1.pendingAnchors() ?? [])
			try {
				await askSigner("anchor.advance", { evidence });
				if (signal.aborted) return;
				await now?.l1.anchorTaken(evidence);
			} catch (thrown) {
				const fault = asFault(thrown);
				if (!["locked", "network-unconfirmed"].includes(fault.code))
					problem(fault);
				return;
			}
	}

	/** What is proved now is what was known last, when everything begins anew. Throws nothing. */
	async keepKnown(now: Following, signal: AbortSignal): Promise<void> {
		if (signal.aborted) return;
		await this.#lastKnown
			?.note(now.views())
			.catch((thrown: unknown) => this.#tools.problem(asFault(thrown)));
		await this.#noteArrivals(now).catch((thrown: unknown) =>
			this.#tools.problem(asFault(thrown)),
		);
	}

	async #noteArrivals({ chains, views, l1 }: Following): Promise<void> {
		const { settings, ports, changed } = this.#tools;
		// what is followed for another account is nothing of this one's
		if (this.#arrivals?.account !== this.#account) return;
		const seen = views();
		const arrived = await this.#arrivals?.note(
			observedOf(chains, seen),
			l1.view().final?.timeS ?? null,
		);
		if (arrived === undefined || arrived.length === 0) return;
		changed();
		if (settings.now().alerts?.arrived !== true) return;
		for (const one of arrived) {
			const chain = seen.find(({ chainId }) => chainId === one.chainId);
			const alert = arrivalAlert(one, chain?.title ?? "");
			if (alert !== null) ports.alert(alert);
		}
	}

	async #open(signal: AbortSignal): Promise<void> {
		const { ports, settings, problem } = this.#tools;
		const now = settings.now();
		const network = chosenNetwork(now);
		const root =
			network === undefined
				? undefined
				: await readTrusted(ports.store, network.name, problem);
		this.#isRooted = root !== undefined;
		if (network !== undefined && now.account !== null) {
			const found = await openLastKnown(ports.store, network.name, now.account);
			const { store } = ports;
			const arrived = await openArrivals(store, network.name, now.account);
			if (signal.aborted) return;
			this.#lastKnown = found;
			this.#arrivals = arrived;
		}
		if (network !== undefined && root !== undefined) {
			const own = endpointsOf(now, network.chainId);
			if (own.beacon.length > 0 && own.execution.length > 0) {
				const layers = layersInUse(now);
				const tools = this.#followingTools(network.chainId);
				const [opened] = await Promise.all([
					openFollowing(network, layers, now, root, tools),
					this.#tools.exits.prepare(layers.rollups),
				]);
				// asked to follow something else meanwhile
				if (signal.aborted) return;
				this.#follow(
					opened,
					siteOf(opened, layers, now, knownTokens(now), this.#tools.orders),
					signal,
				);
				this.#account = now.account;
			}
		}
	}

	#follow(
		opened: Following,
		site: ReturnType<typeof siteOf>,
		signal: AbortSignal,
	): void {
		const { exits, run, problem } = this.#tools;
		this.#following = opened;
		exits.attach(site);
		run(opened, signal).catch((thrown: unknown) => problem(asFault(thrown)));
	}

	#followingTools(chainId: number): FollowingTools {
		const { ports, shown, orders, changed, problem, contact, exits } =
			this.#tools;
		const { askSigner, isLookedAt } = this.#tools;
		return {
			...{ ports, shown, orders, changed, problem, contact, isLookedAt },
			rollupKeys: (chainId) => askSigner("rollup.keys", { chainId }),
			onHead: exits.onHead,
			onRoots: exits.onRoots,
			tokenAsked: (token) => this.#keepToken(token),
			onReorg: () => {
				for (const kept of [this.#lastKnown, this.#arrivals])
					kept?.dropUnfinal(chainId).catch(() => {
						// The disk does not answer: the next note of what is proved is written without it.
					});
			},
		};
	}

	#keepToken(asked: Settings["tokens"][number]): void {
		const { settings, problem } = this.#tools;
		settings
			.change((was) =>
				// it may have been removed while its contract was asked
				was.tokens.some((one) => isSameToken(one, asked))
					? withToken(was, asked)
					: was,
			)
			.catch((thrown: unknown) => problem(asFault(thrown)));
	}
}
