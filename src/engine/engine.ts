// The engine: method → answer. It joins the rooms, owns no rule of its own, and keeps nothing in memory that is not on disk
// or provable again.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { bn254Work } from "../crypto/kernel.ts";
import { canonical } from "../evidence/canonical.ts";
import type { Way } from "../exit/way.ts";
import { theseWays, type WaysOut } from "../exit/ways.ts";
import { ways } from "../l2/runtimes.ts";
import { serve } from "../protocol/channel.ts";
import { page, ui } from "../protocol/methods.ts";
import type { WalletView } from "../protocol/views.ts";
import { checkEvidence } from "../receipt/check.ts";
import { allowOnly } from "../source/http.ts";
import { type Lanes, openLanes } from "../source/lanes.ts";
import type { Fetch } from "../source/ports.ts";
import { accountsForSites, isKept, withAccounts } from "./accounts.ts";
import { onScreens } from "./askers.ts";
import { Audience } from "./audience.ts";
import { type Batches, openBatches } from "./batches/batches.ts";
import { type CallsOn, callRequestOf } from "./batches/from-page.ts";
import { openBatchStore } from "./batches/store.ts";
import { chainBy, orderContextBy } from "./chain.ts";
import { type Contact, openContact } from "./contact.ts";
import { Current } from "./current.ts";
import { wholeView } from "./engine-view.ts";
import { type Exits, openExits } from "./exits/exits.ts";
import { fitted } from "./fitted.ts";
import { openLayerTrial } from "./layer-trial.ts";
import { layersInUse, layersOn } from "./layers.ts";
import { messageBasis } from "./message-basis.ts";
import { type MessageStore, openMessageStore } from "./message-store.ts";
import { type Messages, openMessages } from "./messages.ts";
import { type Orders, type OrderTools, openOrders } from "./orders.ts";
import { finalAlert } from "./own-alerts.ts";
import { openPages } from "./pages.ts";
import type { EngineDoor, EnginePorts } from "./ports.ts";
import { openPresence, type Page, type Presence } from "./presence.ts";
import { openProblems, type Problems } from "./problems.ts";
import { openQueue, type Queue } from "./queue.ts";
import { Rounds } from "./rounds.ts";
import { openSafes, type Safes } from "./safes/safes.ts";
import { openSafeStore } from "./safes/store.ts";
import { openScreens } from "./screens.ts";
import { sendAsked } from "./send-from-page.ts";
import {
	chosenNetwork,
	importedFiles,
	isSameToken,
	knownTokens,
	openSettings,
	type Settings,
	type SettingsStore,
} from "./settings.ts";
import {
	linkSigner,
	type SignerEvents,
	type SignerLink,
} from "./signer-link.ts";
import { checkConnected, type SiteStateTools, seenBy } from "./site-state.ts";
import { openSites, type Sites } from "./sites.ts";
import { openTabs } from "./tabs.ts";
import { openTokenScan } from "./token-scan.ts";
import { openTraceStore, type TraceStore } from "./trace-store.ts";
import { openTrials, type Trials } from "./trials.ts";

/** Views are sent at most this often. */
const drawEveryMs = 150;

/** Every endpoint the user chose, and nothing else, may be reached; a trial has a way out of its own. */
const chosenUrls = ({ endpoints }: Settings): readonly string[] =>
	endpoints.flatMap(({ beacon, execution, relay, checkpoint = [] }) =>
		[...beacon, ...execution, ...relay, ...checkpoint].map(({ url }) => url),
	);

/** What all parts stand on. */
type Base = {
	readonly ports: EnginePorts & { readonly lanes: Lanes };
	readonly settings: SettingsStore;
	readonly contact: Contact;
	readonly shown: TraceStore;
	readonly problems: Problems;
	readonly presence: Presence;
	/** Its signal fires when the engine closes. */
	readonly life: AbortController;
	/** Out to anybody: each trial narrows it to the one it tries. */
	readonly anywhere: Fetch;
	/** Out to the chosen gateway of pictures, and to nobody else. */
	readonly fromGateway: Fetch;
};

/** Reasons are checked again while the person waits, by the kernel. */
const openReasons = (
	{ kernel, clock }: EnginePorts,
	settings: SettingsStore,
): TraceStore => {
	/** What checks pairings on BN254 here, as the kernel reports it. */
	let prover: string | null = null;
	return openTraceStore(
		async (evidence) => {
			const took = new Map<Hex, number>();
			await checkEvidence(
				evidence,
				{
					kernel,
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
			const report = await kernel.report();
			prover = report.find(({ work }) => work === bn254Work)?.runs ?? null;
			return took;
		},
		() => prover,
	);
};

const openBase = async (given: EnginePorts): Promise<Base> => {
	const { store, clock } = given;
	const problems = openProblems(clock);
	const settings = await openSettings(store, problems.note);
	const contact = openContact(given.fetch, clock);
	/** One way out for all who ask, each in his lane. */
	const chosen = (): readonly string[] => chosenUrls(settings.now());
	const lanes = openLanes(allowOnly(contact.fetch, chosen));
	const life = new AbortController();
	const gateway = (): readonly string[] => {
		const { gateway: url } = settings.now();
		return url === undefined || url === null ? [] : [url];
	};
	return {
		anywhere: given.fetch,
		fromGateway: allowOnly(given.fetch, gateway),
		ports: { ...given, fetch: lanes(onScreens), lanes },
		settings,
		contact,
		shown: openReasons(given, settings),
		problems,
		presence: openPresence(clock, life.signal),
		life,
	};
};

/** The chain a site is on: what it switched to may be of a network that is no longer in use. @throws not-followed */
const chainOfSite = (now: Settings, switchedTo: number | null): number => {
	const network = chosenNetwork(now);
	if (network === undefined)
		throw new Fault("not-followed", "no network is chosen yet");
	const isKnown = layersInUse(now).rollups.some(
		({ chainId }) => chainId === switchedTo,
	);
	return isKnown && switchedTo !== null ? switchedTo : network.chainId;
};

/** Calls of one work, at most so often; what it throws is a problem, unless the engine closed. */
const seldom = (
	{ ports: { clock }, life, problems }: Base,
	work: () => Promise<void>,
): (() => void) => {
	let waits = false;
	return () => {
		if (waits) return;
		waits = true;
		clock
			.sleep(drawEveryMs, life.signal)
			.then(() => {
				waits = false;
				return work();
			})
			.catch((thrown: unknown) => {
				waits = false;
				const fault = asFault(thrown);
				if (fault.code !== "cancelled") problems.note(fault);
			});
	};
};

/** The parts that decide, each by its own rules. */
type Parts = {
	readonly base: Base;
	readonly orders: Orders;
	readonly exits: Exits;
	readonly signer: SignerLink;
	readonly sites: Sites;
	readonly queue: Queue;
	readonly batches: Batches;
	readonly messages: Messages;
	readonly messageStore: MessageStore;
	readonly safes: Safes;
	readonly trials: Trials;
	readonly rounds: Rounds;
	readonly current: Current;
	readonly audience: Audience;
	readonly seen: SiteStateTools;
	/** To be called whenever something that is drawn or told may be another. */
	readonly changed: () => void;
};

/** What becomes of what the signer says. @param parts are there by then */
const signerEvents = (parts: () => Parts): SignerEvents => ({
	keysChanged: () => {
		const { signer, sites, base, audience, changed } = parts();
		// the state of the keys is the signer's to say, and screens ask him when they are told something
		audience.tellAnew();
		if (signer.isUnlocked())
			sites
				.meet("unlock")
				.catch((thrown: unknown) => base.problems.note(asFault(thrown)));
		changed();
	},
	signed: async (id, raw) => {
		await parts().orders.signed(id, raw);
		parts().current.following?.follow();
	},
	refused: (id, fault) => parts().orders.refused(id, fault),
	amountChosen: (id, amount) => parts().queue.setAmount(id, amount),
	messageSigned: async (id, signature, amount) => {
		const { safes, messages } = parts();
		if (!(await safes.signed(id, signature)))
			await messages.signed(id, signature, amount);
	},
	messageRefused: async (id, fault) => {
		const { safes, messages } = parts();
		if (!(await safes.refused(id, fault))) await messages.refused(id, fault);
	},
	accounts: async (accounts, watched) => {
		const { base, current } = parts();
		const { settings } = base;
		if (isKept(settings.now(), accounts, watched)) return;
		await settings.change((was) => withAccounts(was, accounts, watched));
		// not waited for: the signer asks whether it is on disk, and what is followed may take long to begin anew
		current
			.reopen()
			.catch((thrown: unknown) => base.problems.note(asFault(thrown)));
	},
});

/** May the site still ask for anything of that account? @throws locked, not-permitted */
const checkMayAsk = async (
	{ sites, seen, base }: Parts,
	origin: string,
	from: Hex,
): Promise<void> => {
	const site = await sites.of(origin);
	const now = seenBy(site, base.presence.open(origin), seen);
	checkConnected(now, seen);
	if (!now.accounts.includes(from))
		throw new Fault("not-permitted", `it does not see ${from} any more`);
};

/** What the chosen network calls the chain. */
const titleOf = (now: Settings, chainId: number): string => {
	const l1 = chosenNetwork(now);
	if (l1?.chainId === chainId) return l1.title;
	return (
		layersOn(now.network, importedFiles(now)).known.find(
			(one) => one.chainId === chainId,
		)?.title ?? `chain ${chainId}`
	);
};

/** Tells that an order is final, where the person wants to be told. */
const tellsFinal =
	({ ports, settings }: Base): NonNullable<OrderTools["became"]> =>
	(was, now) => {
		const { alerts } = settings.now();
		if (alerts?.final !== true) return;
		const { chainId } = now.order;
		const alert = finalAlert(was, now, titleOf(settings.now(), chainId));
		if (alert !== null) ports.alert(alert);
	};

/** Someone looks, or something is under way: then every head counts. Else the alarm wakes the engine. */
const isLookedAt = ({ audience, orders, messages }: Parts): boolean =>
	audience.isThere() ||
	messages.waiting().length > 0 ||
	orders
		.list()
		.some(({ state }) =>
			["waiting", "signed", "sent", "included"].includes(state),
		);

const openCurrent = (
	base: Base,
	parts: Pick<Parts, "orders" | "exits" | "signer" | "rounds" | "changed">,
	hasScreens: () => boolean,
): Current => {
	const { ports, settings, contact, shown, problems, life } = base;
	const { orders, exits, signer, rounds, changed } = parts;
	return new Current({
		...{ ports, settings, contact, shown, orders, exits, changed },
		problem: problems.note,
		isLookedAt: hasScreens,
		askSigner: signer.ask,
		run: (now, signal) => rounds.run(now, signal),
		life: life.signal,
	});
};

/** Notes what is our own mistake: a stop and a head that is waited for are no problems. */
const ourOwn =
	(note: (fault: Fault) => void) =>
	(thrown: unknown): void => {
		const fault = asFault(thrown);
		if (fault.kind === "internal") note(fault);
	};

/** Looks for well-known tokens; nobody waits for it. */
const quietScan = (
	{ ports: { store, clock }, settings, problems }: Base,
	reopen: () => Promise<void>,
) => {
	const scan = openTokenScan({ ...{ store, clock, settings }, reopen });
	return (...asked: Parameters<typeof scan>): void => {
		scan(...asked).catch(ourOwn(problems.note));
	};
};

/** Safe accounts, over what orders and messages are made of. */
const safesOver = async (
	{ ports: { store, clock }, settings, problems }: Base,
	{
		orders,
		current,
		signer,
		changed,
	}: Pick<Parts, "orders" | "current" | "signer" | "changed">,
): Promise<Safes> => {
	const { basis } = messageBasis(() => current, settings, clock);
	return openSafes({
		...{ orders, changed, nowMs: clock.nowMs },
		store: await openSafeStore(store, problems.note),
		chain: async () => {
			const { l1, chains } = await current.settled();
			const { chainId } = l1.network;
			const { reader, calls } = chainBy(chains, chainId);
			return {
				...{ chainId, reader: reader(), calls: calls() },
				orderContext: () => orderContextBy(chains, chainId),
			};
		},
		signing: () => {
			const { accounts, watched = [] } = settings.now();
			return accounts.filter((one) => !watched.includes(one));
		},
		signer: () => signer.ask,
		advanceAnchors: () => current.advanceAnchors(),
		checkMaySign: async (chainId) => {
			await basis(chainId);
		},
	});
};

/** Endpoints tried out; one of a layer 2 at the root that Ethereum has of it, once that is followed. */
const trialsOver = (
	{ ports, settings, life, anywhere }: Base,
	current: Current,
): Trials =>
	openTrials(
		{ fetch: anywhere, clock: ports.clock },
		settings,
		life.signal,
		openLayerTrial(
			ports,
			() => current.following?.l1 ?? null,
			(chainId) => {
				const now = settings.now();
				const { known } = layersOn(now.network, importedFiles(now));
				return known.find((one) => one.chainId === chainId);
			},
		),
	);

/** Who is there, and what each page may see. */
const audienceOf = (
	settings: SettingsStore,
	sites: Sites,
	seen: SiteStateTools,
): Audience =>
	new Audience({
		seen: async (page) =>
			chosenNetwork(settings.now()) === undefined
				? null
				: seenBy(await sites.of(page.origin), page, seen),
	});

/** Where calls of sites are sent: on L1. @throws not-synced */
const callsOn = async (current: Current): Promise<CallsOn> => {
	const { l1, chains } = await current.begun();
	const { chainId, title } = l1.network;
	return {
		...{ chainId, title },
		calls: orderContextBy(chains, chainId).calls === true,
	};
};

/** Batches of calls, over the queue of payments. */
const batchesOver = async (
	{ ports: { store, clock }, presence, problems, life }: Base,
	{
		current,
		...parts
	}: Pick<Parts, "orders" | "sites" | "queue" | "changed" | "current">,
): Promise<Batches> =>
	openBatches({
		...{ ...parts, clock, presence, life: life.signal },
		problem: problems.note,
		store: await openBatchStore(store, problems.note),
		requestOf: async (batch, at) =>
			callRequestOf(batch, at, await callsOn(current)),
	});

/**
 * The parts, each over those before it; what it needs of those after it, it asks for when it needs it.
 * @throws storage
 */
const openParts = async (
	base: Base,
	exitWays: WaysOut,
	changed: () => void,
): Promise<Parts> => {
	const { ports, settings, shown, presence } = base;
	const { store, clock } = ports;
	const problem = base.problems.note;
	const isUnlocked = (): boolean => signer.isUnlocked();
	const taken = (origin: string, account?: Hex): void => {
		queue.drop(origin, account);
		batches.drop(origin, account);
		messages.drop(origin, account);
	};
	const sites = openSites(store, clock, changed, {
		...{ isUnlocked, presence, taken, problem },
	});
	const orders = await openOrders({
		...{ store, clock, changed, problem },
		signer: () => signer.ask,
		isWatched: (account) => settings.now().watched?.includes(account) === true,
		advanceAnchors: () => current.advanceAnchors(),
		remember: (verified) => shown.remember(verified, "What it rests on", ""),
		became: tellsFinal(base),
	});
	const exits = await openExits({
		...{ store, clock, orders, changed, problem },
		ways: exitWays,
		alert: ports.alert,
	});
	const events = signerEvents(() => parts);
	const signer = linkSigner(ports.signer, store, clock, events);
	const scanTokens = quietScan(base, () => current.reopen());
	const rounds = new Rounds({
		clock,
		isLookedAt: () => isLookedAt(parts),
		isBusy: exits.isBusy,
		after: async (now, signal) => {
			await current.advanceAnchors(now, signal);
			await current.keepKnown(now, signal);
			// beside the rounds: they wait for no token
			if (audience.hasScreens()) scanTokens(now.chains, signal);
		},
	});
	const over = { orders, exits, signer, rounds, changed };
	const current = openCurrent(base, over, () => audience.hasScreens());
	const seen: SiteStateTools = {
		isUnlocked,
		accounts: () => accountsForSites(settings.now()),
		chain: (switchedTo) => chainOfSite(settings.now(), switchedTo),
	};
	const audience = audienceOf(settings, sites, seen);
	const queue = openQueue({
		...{ clock, orders, sites, presence, isUnlocked, changed },
		orderContext: async (chainId) =>
			orderContextBy((await current.begun()).chains, chainId),
		checkMaySend: ({ origin, from }) => checkMayAsk(parts, origin, from),
		isLookedAt: () => audience.hasScreens(),
	});
	const batches = await batchesOver(base, {
		...{ orders, sites, queue, changed, current },
	});
	const messageStore = await openMessageStore(store, clock, problem);
	const messages = openMessages({
		...{ clock, sites, presence, isUnlocked, changed, store: messageStore },
		...messageBasis(() => current, settings, clock),
		signer: () => signer.ask,
		advanceAnchors: () => current.advanceAnchors(),
		checkMayAsk: ({ origin, account }) => checkMayAsk(parts, origin, account),
		isLookedAt: () => audience.hasScreens(),
	});
	const parts: Parts = {
		...{ ...over, base, sites, current, seen, audience, queue },
		...{ batches, messages, messageStore },
		safes: await safesOver(base, { ...over, current }),
		trials: trialsOver(base, current),
	};
	return parts;
};

/** What was left out, by code and cause: a line of facts. */
const leftOutText = ({ leftOut = [] }: WalletView): string =>
	leftOut.map(({ params }) => canonical(params)).join(" ");

/** The view as any page can draw it. What had to be left out of it is among the problems too, once. */
const openView = (parts: Parts): (() => WalletView) => {
	const { settings, problems, ports } = parts.base;
	/** What was left out of the view the last time. */
	let leftOut = "";
	return () => {
		const drawn = fitted(wholeView({ ...parts, settings, clock: ports.clock }));
		const now = leftOutText(drawn);
		if (now !== leftOut && now !== "")
			problems.note(new Fault("internal", now));
		leftOut = now;
		return drawn;
	};
};

/** Makes of sites' payments what can be made now, and tells whoever is there what is so by now. */
const draw = async (
	{ queue, batches, messages, sites, audience, base }: Parts,
	view: () => WalletView,
): Promise<void> => {
	queue.pump();
	batches.pump();
	messages.pump();
	// by the request's id, whatever becomes of its order: the person is called once for each
	base.ports.waiting([
		...sites.waiting().map(({ id }) => id),
		...queue.waiting().map(({ request }) => request.id),
		...messages.waiting().map(({ request }) => request.id),
	]);
	audience.show(view);
	await audience.tellPages();
};

const screenHandlers = (parts: Parts, view: () => WalletView) => {
	const { base, current, rounds, signer, changed } = parts;
	const { sites, orders, queue, messages, messageStore, exits } = parts;
	const { safes, batches } = parts;
	return openScreens({
		...{ sites, orders, queue, messages, messageStore, exits, view, changed },
		...{ safes, batches },
		ports: base.ports,
		settings: base.settings,
		trials: parts.trials,
		fromGateway: base.fromGateway,
		shown: base.shown,
		accepted: signer.accepted,
		reopen: current.reopen,
		following: () => current.settled(),
		problems: base.problems.lines,
		retry: async () => {
			const now = await current.settled();
			await rounds.retry(now, current.signal);
			changed();
		},
	});
};

const pageHandlers = (parts: Parts) => {
	const { base, current, sites, orders, queue, messages, seen } = parts;
	const { batches } = parts;
	return openPages({
		...seen,
		...{ sites, batches },
		callsOn: () => callsOn(current),
		reader: async (chainId, asker) =>
			chainBy((await current.begun()).chains, chainId).reader(asker),
		calls: async (chainId, asker) =>
			chainBy((await current.begun()).chains, chainId).calls(asker),
		outstanding: orders.outstanding,
		send: async (id, page, chainId, request) => {
			const on = { chainId, l1: await callsOn(current) };
			return queue.ask(id, page, sendAsked(request, page.origin, on));
		},
		sign: (id, page, chainId, asked) =>
			messages.ask(id, page, { ...asked, origin: page.origin, chainId }),
		balance: async (caller, address, token, chainId, challenge) => {
			const asked = { address, token, challenge, origin: caller.origin };
			const asker = caller.asker ?? { lane: "site", origin: caller.origin };
			const chain = chainBy((await current.begun()).chains, chainId);
			const known =
				token === null
					? undefined
					: knownTokens(base.settings.now()).find((one) =>
							isSameToken(one, { chainId, address: token }),
						);
			return chain.balance(asked, known, asker);
		},
	});
};

const openDoor = (parts: Parts, view: () => WalletView): EngineDoor => {
	const { base, audience, rounds, current, sites, queue, messages } = parts;
	const { presence, life, ports } = base;
	const failed = (thrown: unknown): void => base.problems.note(asFault(thrown));
	const onScreen = screenHandlers(parts, view);
	const onPage = pageHandlers(parts);
	const openTab = openTabs(presence);
	return {
		serveUi: (port) => {
			audience.addScreen(port, serve(port, ui, onScreen, undefined));
			port.send({ event: "view", data: view() });
			rounds.wake();
		},
		servePage: (port, origin) => {
			const here: Page = presence.open(origin);
			const tab = openTab(here, port);
			const caller = Object.assign(here, { asker: tab.asker });
			const stop = serve(tab.port, page, onPage, caller);
			audience.addPage(port, here, () => {
				stop();
				presence.close(here);
			});
			audience.tellPage(port, here).catch(failed);
			rounds.wake();
		},
		dismissed: () => {
			// what came as it was closing was not seen in it
			const beforeMs = ports.clock.nowMs() - 1_000;
			Promise.all([
				sites.dismiss(beforeMs),
				queue.dismiss(beforeMs),
				messages.dismiss(beforeMs),
			]).catch(failed);
		},
		nudge: async () => {
			const { following, signal } = current;
			if (following !== null) await rounds.nudge(following, signal);
		},
		close: () => {
			current.close();
			life.abort();
		},
	};
};

/**
 * @param exitWays the ways out it knows; missing: those of this release, each kind's loaded when it is wanted
 * @throws storage when the disk does not answer; what is on it and does not decode stops nothing, and is told of
 */
export const openEngine = async (
	given: EnginePorts,
	exitWays?: readonly Way[],
): Promise<EngineDoor> => {
	const base = await openBase(given);
	const problem = base.problems.note;
	const parts = await openParts(
		base,
		exitWays === undefined ? ways : theseWays(exitWays),
		seldom(base, () => draw(parts, view)),
	);
	const view = openView(parts);
	const door = openDoor(parts, view);
	const { signer, current, queue, batches, messages, orders } = parts;
	await signer.load().catch((thrown: unknown) => {
		// a vault that does not decode opens for nobody, and the screen of keys says so
		const fault = asFault(thrown);
		if (fault.kind !== "malformed") throw fault;
		problem(fault);
	});
	await current.reopen();
	batches.pump();
	queue.begin();
	messages.begin();
	orders.offerWaiting().catch((thrown: unknown) => problem(asFault(thrown)));
	return door;
};
