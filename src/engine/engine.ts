// The engine: method → answer. It joins the rooms, owns no rule of its own, and keeps nothing in memory that is not on disk
// or provable again.

import { whenAborted } from "../base/abort.ts";
import type { Hex } from "../base/bytes.ts";
import { toQuantity } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { endpointRoles } from "../base/room.ts";
import { isoWords } from "../base/time.ts";
import { bn254Work } from "../crypto/kernel.ts";
import type { Way } from "../exit/way.ts";
import { coinOf } from "../l1/network.ts";
import { untilNextRoundMs } from "../l1/pace.ts";
import { ways } from "../l2/runtimes.ts";
import { type Port, serve } from "../protocol/channel.ts";
import { page, ui } from "../protocol/methods.ts";
import type { View } from "../protocol/views.ts";
import { checkEvidence } from "../receipt/check.ts";
import { type NetworkFile, networkHash } from "../receipt/networks.ts";
import { allowOnly } from "../source/http.ts";
import { openLanes } from "../source/lanes.ts";
import { viewOf } from "../wallet/ledger.ts";
import { onScreens } from "./askers.ts";
import { coinAnswer, referenceAnswer, tokenAnswer } from "./balance-answer.ts";
import { openContact } from "./contact.ts";
import { openExits } from "./exits.ts";
import { siteOf } from "./exits-site.ts";
import { fitted, idleSync } from "./fitted.ts";
import { endpointsOf, type Following, openFollowing } from "./following.ts";
import { readTrusted } from "./l1-chain.ts";
import { type LastKnown, openLastKnown } from "./last-known.ts";
import { listed } from "./listed.ts";
import { openOrders } from "./orders.ts";
import { openPages } from "./pages.ts";
import type { EngineDoor, EnginePorts } from "./ports.ts";
import { openPresence, type Page } from "./presence.ts";
import { openQueue } from "./queue.ts";
import { openScreens } from "./screens.ts";
import { checkConnected, type SeenTools, seenBy } from "./seen.ts";
import { sendAsked } from "./send-from-page.ts";
import {
	chosenNetwork,
	importedFiles,
	isSameToken,
	knownTokens,
	openSettings,
	type Settings,
	withToken,
} from "./settings.ts";
import { openShown } from "./shown.ts";
import { linkSigner } from "./signer-link.ts";
import { openSites } from "./sites.ts";
import { openTabs } from "./tabs.ts";
import { waitsForPerson } from "./waiting.ts";

/** Views are sent at most this often. */
const drawEveryMs = 150;
/** An alarm's work is given up after this: the next alarm goes on. */
const mostNudgeMs = 240_000;
/** A person who asked again is answered by then. */
const mostRetryMs = 20_000;

/**
 * The chains of the chosen network and the endpoints chosen for them: as they are followed, or, for what is not followed
 * yet, as they are known from the network file and the settings.
 */
const knownChains = (
	now: Settings,
	following: Following | null,
): Pick<View, "chains" | "endpoints"> => {
	const network = chosenNetwork(now);
	if (network === undefined) return { chains: [], endpoints: [] };
	const file = importedFiles(now).find(({ l1 }) => l1.name === network.name);
	const followed = following?.chains() ?? [];
	const standing = following?.endpoints() ?? [];
	const known = [
		{
			chainId: network.chainId,
			title: network.title,
			kind: "l1" as const,
			coin: coinOf(network),
		},
		...(file?.rollups ?? []).map(({ chainId, title, coin }) => ({
			chainId,
			title,
			kind: "rollup" as const,
			coin: coinOf({ coin }),
		})),
	];
	return {
		chains: known.map(
			(chain) =>
				followed.find(({ chainId }) => chainId === chain.chainId) ?? {
					...chain,
					balances: [],
					sends: false,
					fault: null,
					warning: null,
					halt: null,
				},
		),
		endpoints: known.flatMap(({ chainId }) => {
			const here = standing.filter((endpoint) => endpoint.chainId === chainId);
			if (here.length > 0) return here;
			const chosen = endpointsOf(now, chainId);
			return endpointRoles.flatMap((role) =>
				chosen[role].map(({ name, url }) => ({
					chainId,
					role,
					name,
					url,
					state: "unknown" as const,
					fault: null,
					proofWindow: null,
				})),
			);
		}),
	};
};

/** Names the file a network comes from, for screens to compare with what the person accepted. */
const fileHashOf = (now: Settings, name: string): { readonly file?: Hex } => {
	const file = importedFiles(now).find(({ l1 }) => l1.name === name);
	if (file === undefined) return {};
	const hash = fileHashes.get(file) ?? networkHash(file);
	fileHashes.set(file, hash);
	return { file: hash };
};
/** By the decoded file, for a view asks at each drawing. */
const fileHashes = new WeakMap<NetworkFile, Hex>();

/** Every endpoint the user chose, and nothing else, may be reached. */
const chosenUrls = ({ endpoints }: Settings): readonly string[] =>
	endpoints.flatMap(({ beacon, execution, relay }) =>
		[...beacon, ...execution, ...relay].map(({ url }) => url),
	);

/**
 * @param exitWays the ways out it knows: those of this release
 * @throws storage when the disk does not answer; what is on it and does not decode stops nothing, and is told of
 */
export const openEngine = async (
	given: EnginePorts,
	exitWays: readonly Way[] = ways,
): Promise<EngineDoor> => {
	const { store, clock } = given;
	const problems: string[] = [];
	const problem = (fault: Fault): void => {
		problems.push(
			`${isoWords(clock.nowMs() / 1000)} ${fault.source ?? ""} ${fault.message}`.slice(
				0,
				300,
			),
		);
		if (problems.length > 100) problems.shift();
	};
	const settings = await openSettings(store, problem);
	const contact = openContact(given.fetch, clock);
	/** One way out for all who ask, each in his lane. */
	const lanes = openLanes(
		allowOnly(contact.fetch, () => chosenUrls(settings.now())),
	);
	const ports = { ...given, fetch: lanes(onScreens), lanes };
	/** What checks pairings on BN254 here, as the kernel reports it. */
	let prover: string | null = null;
	const shown = openShown(
		async (evidence) => {
			const took = new Map<Hex, number>();
			await checkEvidence(
				evidence,
				{
					kernel: given.kernel,
					networks: importedFiles(settings.now()),
					anchors: [evidence.checkpoint],
				},
				{
					ticksMs: clock.ticksMs,
					took: (step, ms) => {
						took.set(step, ms);
					},
				},
			);
			const report = await given.kernel.report();
			prover = report.find(({ work }) => work === bn254Work)?.runs ?? null;
			return took;
		},
		() => prover,
	);
	const screens = new Set<Port>();
	const pages = new Map<Port, Page>();
	const told = new WeakMap<Port, string>();
	const life = new AbortController();
	let following: Following | null = null;
	let running = new AbortController();
	/** Whether a root is trusted for the chosen network. */
	let isRooted = false;
	let opening: Promise<void> = Promise.resolve();
	let drawing = false;
	/** How many rounds were begun, and are done. */
	const rounds = { begun: 0, done: 0 };
	let wake: () => void = () => {};
	/** Ends the pause between two rounds. */
	let hurry: () => void = () => {};
	/** What was proved last of the chosen account, for the screen alone. */
	let lastKnown: LastKnown | null = null;

	const changed = (): void => {
		if (drawing) return;
		drawing = true;
		clock
			.sleep(drawEveryMs, life.signal)
			.then(() => {
				drawing = false;
				return draw();
			})
			.catch((thrown: unknown) => {
				drawing = false;
				const fault = asFault(thrown);
				if (fault.code !== "cancelled") problem(fault);
			});
	};

	const presence = openPresence(clock, life.signal);
	const openTab = openTabs(presence);
	const isUnlocked = (): boolean => signer.isUnlocked();
	const sites = openSites(store, clock, changed, {
		isUnlocked,
		presence,
		taken: (origin) => queue.drop(origin),
		problem,
	});
	const orders = await openOrders({
		store,
		clock,
		signer: () => signer.ask,
		advanceAnchors: async () => {
			if (following !== null) await advanceAnchors(following, running.signal);
		},
		changed,
		remember: (verified) => shown.remember(verified, "What it rests on", ""),
		problem,
	});
	const exits = await openExits({
		store,
		clock,
		ways: exitWays,
		orders,
		alert: ports.alert,
		changed,
		problem,
	});
	const signer = linkSigner(ports.signer, store, clock, {
		keysChanged: () => {
			if (signer.isUnlocked())
				sites
					.meet("unlock")
					.catch((thrown: unknown) => problem(asFault(thrown)));
			changed();
		},
		signed: async (id, raw) => {
			await orders.signed(id, raw);
			following?.follow();
		},
		refused: orders.refused,
		accounts: async (accounts) => {
			const now = settings.now();
			const [first = null] = accounts;
			if (accounts.join() === now.accounts.join()) return;
			await settings.change((was) => ({
				...was,
				accounts: [...accounts],
				account:
					was.account !== null && accounts.includes(was.account)
						? was.account
						: first,
			}));
			await reopen();
		},
	});

	const setupOf = (now: Settings): View["setup"] => {
		const network = chosenNetwork(now);
		if (network === undefined) return "network";
		const { beacon, execution } = endpointsOf(now, network.chainId);
		if (beacon.length === 0 || execution.length === 0) return "endpoints";
		if (now.accounts.length === 0) return "keys";
		return isRooted ? "done" : "checkpoint";
	};

	/** The chains as a screen may draw them: with what was known last where nothing is proved now. */
	const drawnChains = (now: Settings): Pick<View, "chains" | "endpoints"> => {
		const known = knownChains(now, following);
		return lastKnown !== null &&
			lastKnown.account === now.account &&
			lastKnown.network === chosenNetwork(now)?.name
			? { ...known, chains: lastKnown.fill(known.chains) }
			: known;
	};

	const drawnOrders = (): Pick<View, "orders" | "olderOrders"> => {
		const { orders: shownOnes, older } = listed(orders.list());
		return {
			orders: shownOnes.map(viewOf),
			...(older === 0 ? {} : { olderOrders: older }),
		};
	};

	const allOfIt = (): View => {
		const now = settings.now();
		const network = chosenNetwork(now);
		const silent = following?.silent();
		return {
			network:
				network === undefined
					? null
					: {
							name: network.name,
							title: network.title,
							chainId: network.chainId,
							...fileHashOf(now, network.name),
						},
			setup: setupOf(now),
			account: now.account,
			accounts: now.accounts,
			sync: following?.l1.view() ?? idleSync,
			stopped: following?.stopped() ?? null,
			...drawnChains(now),
			...(silent === undefined ? {} : { silent }),
			...waitsForPerson(sites.waiting(), queue.waiting(), orders.list()),
			...drawnOrders(),
			exits: exits.view(),
			nowMs: clock.nowMs(),
		};
	};

	/** What was left out of the view the last time. */
	let leftOut = "";

	/** As any page can draw it. What had to be left out of it is among the problems too. */
	const view = (): View => {
		const drawn = fitted(allOfIt());
		const now = drawn.leftOut?.join(" ") ?? "";
		if (now !== leftOut && now !== "") problem(new Fault("internal", now));
		leftOut = now;
		return drawn;
	};

	/** The chain a site is on: what it switched to may be of a network that is no longer in use. */
	const chainOfSite = (switchedTo: number | null): number => {
		const now = settings.now();
		const network = chosenNetwork(now);
		if (network === undefined)
			throw new Fault("not-followed", "no network is chosen yet");
		const file = importedFiles(now).find(({ l1 }) => l1.name === network.name);
		const isKnown = file?.rollups.some(({ chainId }) => chainId === switchedTo);
		return isKnown && switchedTo !== null ? switchedTo : network.chainId;
	};

	/** What each site is told without asking: its chain and its accounts, when they change. */
	const tellPage = async (port: Port, page: Page): Promise<void> => {
		const now = settings.now();
		if (chosenNetwork(now) === undefined) return;
		const site = await sites.of(page.origin);
		const { accounts, chainId } = seenBy(site, page, seenTools);
		const chain = toQuantity(chainId);
		page.chainId = chainId;
		const news = `${chain} ${accounts.join()}`;
		if (told.get(port) === news) return;
		told.set(port, news);
		port.send({ event: "chainChanged", data: chain });
		port.send({ event: "accountsChanged", data: accounts });
	};

	const draw = async (): Promise<void> => {
		queue.pump();
		// by the request's id, whatever becomes of its order: the person is called once for each
		ports.waiting([
			...sites.waiting().map(({ id }) => id),
			...queue.waiting().map(({ request }) => request.id),
		]);
		if (screens.size > 0) {
			const data = view();
			for (const port of screens) port.send({ event: "view", data });
		}
		for (const [port, page] of pages) await tellPage(port, page);
	};

	const accountsInOrder = (): readonly Hex[] => {
		const { account, accounts } = settings.now();
		return account === null
			? accounts
			: [account, ...accounts.filter((other) => other !== account)];
	};
	const seenTools: SeenTools = {
		isUnlocked,
		accounts: accountsInOrder,
		chain: chainOfSite,
	};

	/** Someone looks, or something is under way: then every head counts. Else the alarm wakes the engine. */
	const isWatched = (): boolean =>
		screens.size > 0 ||
		pages.size > 0 ||
		orders
			.list()
			.some(({ state }) =>
				["waiting", "signed", "sent", "included"].includes(state),
			);

	const advanceAnchors = async (
		now: Following,
		signal: AbortSignal,
	): Promise<void> => {
		for (const evidence of now.l1.pendingAnchors())
			try {
				await signer.ask("anchor.advance", { evidence });
				if (signal.aborted) return;
				await now.l1.anchorTaken(evidence);
			} catch (thrown) {
				// a locked signer takes it after it was unlocked; the evidence waits
				// and one that was not shown this network's file takes it once it was
				const fault = asFault(thrown);
				if (!["locked", "network-unconfirmed"].includes(fault.code))
					problem(fault);
				return;
			}
	};

	/** What is proved now is what was known last, when everything begins anew. */
	const keepKnown = async (
		now: Following,
		signal: AbortSignal,
	): Promise<void> => {
		if (signal.aborted) return;
		await lastKnown
			?.note(now.chains())
			.catch((thrown: unknown) => problem(asFault(thrown)));
	};

	const oneRound = async (
		now: Following,
		signal: AbortSignal,
	): Promise<void> => {
		rounds.begun++;
		try {
			await now.round(signal);
			await advanceAnchors(now, signal);
			await keepKnown(now, signal);
		} finally {
			rounds.done++;
		}
	};

	/** So long, or until somebody is in a hurry. @throws cancelled when the signal fires */
	const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
		const early = new AbortController();
		const stop = (): void => early.abort();
		hurry = stop;
		const leave = whenAborted(signal, stop);
		try {
			await clock.sleep(ms, early.signal);
		} catch (thrown) {
			if (signal.aborted) throw thrown;
		} finally {
			leave();
		}
	};

	const run = async (now: Following, signal: AbortSignal): Promise<void> => {
		while (!signal.aborted) {
			await oneRound(now, signal);
			// another goes on by now: who wakes and who hurries is to reach that one
			if (signal.aborted) return;
			try {
				if (isWatched())
					await pause(untilNextRoundMs(now.l1.network, clock.nowMs()), signal);
				else
					await new Promise<void>((resolve) => {
						const leave = whenAborted(signal, resolve);
						wake = () => {
							leave();
							resolve();
						};
					});
			} catch {
				return;
			}
		}
	};

	/**
	 * Stops following, makes the change, and follows what the settings say then, from the trusted root on. What was
	 * followed before writes nothing any more once this is called. Of several calls at once each makes its change, and
	 * the last alone follows.
	 */
	const reopen = (change?: () => Promise<void>): Promise<void> => {
		running.abort();
		following = null;
		exits.attach(null);
		running = new AbortController();
		const { signal } = running;
		const done = opening
			.catch(() => {})
			.then(async () => {
				await change?.();
				if (!signal.aborted && !life.signal.aborted) await open(signal);
			});
		opening = done;
		return done;
	};

	const open = async (signal: AbortSignal): Promise<void> => {
		const now = settings.now();
		const network = chosenNetwork(now);
		const root =
			network === undefined
				? undefined
				: await readTrusted(store, network.name, problem);
		isRooted = root !== undefined;
		if (network !== undefined && now.account !== null) {
			const found = await openLastKnown(store, network.name, now.account);
			if (signal.aborted) return;
			lastKnown = found;
		}
		if (network !== undefined && root !== undefined) {
			const own = endpointsOf(now, network.chainId);
			if (own.beacon.length > 0 && own.execution.length > 0) {
				const file = importedFiles(now).find(
					({ l1 }) => l1.name === network.name,
				);
				const opened = await openFollowing(network, file, now, root, {
					ports,
					shown,
					orders,
					changed,
					rollupKeys: (chainId) => signer.ask("rollup.keys", { chainId }),
					onHead: exits.onHead,
					onRoots: exits.onRoots,
					tokenAsked: (asked) => {
						settings
							.change((was) =>
								// it may have been removed while its contract was asked
								was.tokens.some((one) => isSameToken(one, asked))
									? withToken(was, asked)
									: was,
							)
							.catch((thrown: unknown) => problem(asFault(thrown)));
					},
					problem,
					contact,
					onReorg: () => {
						lastKnown?.dropUnfinal(network.chainId).catch(() => {
							// The disk does not answer: the next note of what is proved is written without it.
						});
					},
				});
				// asked to follow something else meanwhile
				if (signal.aborted) return;
				following = opened;
				exits.attach(siteOf(opened, file, now, knownTokens(now), orders));
				run(opened, signal).catch((thrown: unknown) =>
					problem(asFault(thrown)),
				);
			}
		}
		changed();
	};

	const needed = (): Following => {
		if (following === null)
			throw new Fault("not-synced", "the wallet is not set up yet");
		return following;
	};

	/** What is followed once all changes under way are made. @throws not-synced */
	const settled = async (): Promise<Following> => {
		await opening.catch(() => {});
		return needed();
	};

	const queue = openQueue({
		clock,
		orders,
		sites,
		presence,
		ground: async (chainId) => (await settled()).ground(chainId),
		checkMaySend: async ({ origin, from }) => {
			const site = await sites.of(origin);
			const page = presence.open(origin);
			const seen = seenBy(site, page, seenTools);
			checkConnected(seen, seenTools);
			if (!seen.accounts.includes(from))
				throw new Fault("not-permitted", `it does not see ${from} any more`);
		},
		isUnlocked,
		isWatched: () => screens.size > 0,
		changed,
	});

	/** Asks everyone again now. Resolves when that round is done, or has taken too long. */
	const retry = async (): Promise<void> => {
		const now = await settled();
		const { signal } = running;
		now.retry();
		const next = rounds.begun + 1;
		const end = clock.ticksMs() + mostRetryMs;
		hurry();
		wake();
		while (rounds.done < next && !signal.aborted && clock.ticksMs() < end)
			await clock.sleep(100, signal).catch(() => {});
		changed();
	};

	const screenHandlers = openScreens({
		ports,
		settings,
		sites,
		orders,
		queue,
		exits,
		shown,
		view,
		accepted: signer.accepted,
		reopen,
		changed,
		following: settled,
		problems: () => problems,
		retry,
	});

	const pageHandlers = openPages({
		...seenTools,
		sites,
		reader: async (chainId, asker) => (await settled()).reader(chainId, asker),
		calls: async (chainId, asker) => (await settled()).calls(chainId, asker),
		outstanding: orders.outstanding,
		send: async (id, page, chainId, request) => {
			const { network } = (await settled()).l1;
			const on = { chainId, l1: network };
			return queue.ask(id, page, sendAsked(request, page.origin, on));
		},
		balance: async (caller, address, token, chainId, challenge) => {
			const asked = { address, token, challenge, origin: caller.origin };
			const now = await settled();
			const rollup = now.references.find((one) => one.chainId === chainId);
			const asker = caller.asker ?? { lane: "site", origin: caller.origin };
			if (rollup === undefined)
				return token === null
					? coinAnswer(
							now.reader(chainId, asker),
							now.coin(chainId),
							asked,
							clock,
						)
					: tokenAnswer(
							now.tokenState(chainId, asker),
							knownTokens(settings.now()).find((one) =>
								isSameToken(one, { chainId, address: token }),
							),
							asked,
							clock,
							() => now.turn(asker),
						);
			// its node is asked in the lane of the screens, so that sites come one or two at a time
			const end = await now.turn(asker);
			try {
				return await referenceAnswer(rollup, asked, clock.nowMs());
			} finally {
				end();
			}
		},
	});

	await signer.load().catch((thrown: unknown) => {
		// a vault that does not decode opens for nobody, and the screen of keys says so
		const fault = asFault(thrown);
		if (fault.kind !== "malformed") throw fault;
		problem(fault);
	});
	await reopen();
	queue.begin();
	orders.offerWaiting().catch((thrown: unknown) => problem(asFault(thrown)));

	return {
		serveUi: (port) => {
			screens.add(port);
			const stop = serve(port, ui, screenHandlers, undefined);
			port.onClose(() => {
				stop();
				screens.delete(port);
			});
			port.send({ event: "view", data: view() });
			wake();
		},
		servePage: (port, origin) => {
			const here = presence.open(origin);
			pages.set(port, here);
			const tab = openTab(here, port);
			const caller = Object.assign(here, { asker: tab.asker });
			const stop = serve(tab.port, page, pageHandlers, caller);
			port.onClose(() => {
				stop();
				pages.delete(port);
				presence.close(here);
			});
			tellPage(port, here).catch((thrown: unknown) => problem(asFault(thrown)));
			wake();
		},
		dismissed: () => {
			// what came as it was closing was not seen in it
			const beforeMs = clock.nowMs() - 1_000;
			Promise.all([sites.dismiss(beforeMs), queue.dismiss(beforeMs)]).catch(
				(thrown: unknown) => problem(asFault(thrown)),
			);
		},
		nudge: async () => {
			const now = following;
			const { signal } = running;
			if (now === null) return;
			const end = clock.ticksMs() + mostNudgeMs;
			const isTime = (): boolean => !signal.aborted && clock.ticksMs() < end;
			const rest = (): Promise<void> =>
				clock
					.sleep(untilNextRoundMs(now.l1.network, clock.nowMs()), signal)
					.catch(() => {
						// stopped, which the next question of time tells
					});
			/** A round that begins from here on is done. While every head counts anyway, the loop makes it. */
			const pass = async (): Promise<void> => {
				const next = rounds.begun + 1;
				while (rounds.done < next && isTime())
					if (isWatched()) await rest();
					else await oneRound(now, signal);
			};
			await pass();
			// exits wait for heads that nobody else may bring along now
			while (exits.isBusy() && isTime()) {
				await rest();
				await pass();
			}
		},
		close: () => {
			exits.attach(null);
			running.abort();
			life.abort();
		},
	};
};
