// All that our screens draw, put together from what is known now.

import type { Hex } from "../base/bytes.ts";
import { followedRoles, mostListed } from "../base/room.ts";
import { coinOf } from "../l1/network.ts";
import type { WalletView } from "../protocol/views.ts";
import { networkHash } from "../receipt/networks.ts";
import type { Clock } from "../source/ports.ts";
import { viewOf } from "../wallet/order-view.ts";
import { labelsOf } from "./accounts.ts";
import type { Batches } from "./batches/batches.ts";
import type { Current } from "./current.ts";
import type { Exits } from "./exits/exits.ts";
import { idleSync } from "./fitted.ts";
import type { Following } from "./following.ts";
import { layersInUse, layersOffered } from "./layers.ts";
import { listed } from "./listed.ts";
import type { Messages } from "./messages.ts";
import type { Orders } from "./orders.ts";
import type { Queue } from "./queue.ts";
import type { Safes } from "./safes/safes.ts";
import {
	chosenNetwork,
	endpointsOf,
	importedFiles,
	type Settings,
	type SettingsStore,
} from "./settings.ts";
import { drawnWarnings } from "./site-warnings.ts";
import type { Sites } from "./sites.ts";
import { waitsForPerson } from "./waiting.ts";

/**
 * The chains of the chosen network and the endpoints chosen for them: as they are followed, or, for what is not followed
 * yet, as they are known from their profiles and the settings.
 */
const knownChains = (
	now: Settings,
	following: Following | null,
): Pick<WalletView, "chains" | "endpoints"> => {
	const network = chosenNetwork(now);
	if (network === undefined) return { chains: [], endpoints: [] };
	const followed = following?.views() ?? [];
	const standing = following?.endpoints() ?? [];
	const known = [
		{
			chainId: network.chainId,
			title: network.title,
			kind: "l1" as const,
			coin: coinOf(network),
		},
		...layersInUse(now).rollups.map(({ chainId, title, coin }) => ({
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
		endpoints: known.flatMap(({ chainId, kind }) => {
			const here = standing.filter((endpoint) => endpoint.chainId === chainId);
			const chosen = endpointsOf(now, chainId);
			// of a chain that is followed the rest is only what nobody follows
			const roles = [
				...(here.length > 0 ? [] : followedRoles),
				...(kind === "l1" ? (["checkpoint"] as const) : []),
			];
			const rest = roles.flatMap((role) =>
				(chosen[role] ?? []).map(({ name, url }) => ({
					chainId,
					role,
					name,
					url,
					state: "unknown" as const,
					fault: null,
					proofWindow: null,
				})),
			);
			return [...here, ...rest];
		}),
	};
};

/** Names the file a network comes from, for screens to compare with what the person accepted. */
const fileHashOf = (now: Settings, name: string): { readonly file?: Hex } => {
	const file = importedFiles(now).find(({ l1 }) => l1.name === name);
	return file === undefined ? {} : { file: networkHash(file) };
};

const setupOf = (now: Settings, isRooted: boolean): WalletView["setup"] => {
	const network = chosenNetwork(now);
	if (network === undefined) return "network";
	const { beacon, execution } = endpointsOf(now, network.chainId);
	if (beacon.length === 0 || execution.length === 0) return "endpoints";
	if (now.accounts.length === 0) return "keys";
	return isRooted ? "done" : "checkpoint";
};

type DrawnCurrent = Pick<Current, "following" | "lastKnown" | "account">;

/** The chains as a screen may draw them: with what was known last where nothing is proved now. */
const drawnChains = (
	now: Settings,
	{ following, lastKnown, account }: DrawnCurrent,
): Pick<WalletView, "chains" | "endpoints"> => {
	// what is followed for another account is nothing of this one's
	const known = knownChains(now, account === now.account ? following : null);
	return lastKnown !== null &&
		lastKnown.account === now.account &&
		lastKnown.network === chosenNetwork(now)?.name
		? { ...known, chains: lastKnown.fill(known.chains) }
		: known;
};

const drawnOffered = (now: Settings): Pick<WalletView, "offered"> => {
	const offered = layersOffered(now).map(({ chainId, title }) => ({
		...{ chainId, title },
	}));
	return offered.length === 0 ? {} : { offered };
};

const drawnArrivals = (
	now: Settings,
	{ arrivals }: Pick<Current, "arrivals">,
): Pick<WalletView, "arrivals"> => {
	const isOurs =
		arrivals !== null &&
		arrivals.account === now.account &&
		arrivals.network === chosenNetwork(now)?.name;
	const rows = isOurs ? arrivals.rows() : [];
	return rows.length === 0 ? {} : { arrivals: rows };
};

const drawnOrders = (
	orders: Pick<Orders, "list">,
): Pick<WalletView, "orders" | "olderOrders"> => {
	const { orders: shownOnes, older } = listed(orders.list());
	return {
		orders: shownOnes.map((one) => viewOf(one, shownOnes)),
		...(older === 0 ? {} : { olderOrders: older }),
	};
};

const drawnMessages = ({
	views,
}: Pick<Messages, "views">): Pick<WalletView, "messages"> => {
	const messages = views().slice(0, mostListed);
	return messages.length === 0 ? {} : { messages };
};

const drawnBatches = ({
	views,
}: Pick<Batches, "views">): Pick<WalletView, "batches"> => {
	const batches = views();
	return batches.length === 0 ? {} : { batches };
};

const drawnNetwork = (now: Settings): WalletView["network"] => {
	const network = chosenNetwork(now);
	return network === undefined
		? null
		: {
				name: network.name,
				title: network.title,
				chainId: network.chainId,
				...fileHashOf(now, network.name),
			};
};

/** Not fitted to what a page can draw yet. */
export const wholeView = (parts: {
	readonly settings: Pick<SettingsStore, "now">;
	readonly current: Current;
	readonly sites: Pick<Sites, "waiting">;
	readonly queue: Pick<Queue, "waiting">;
	readonly messages: Pick<Messages, "waiting" | "views">;
	readonly batches: Pick<Batches, "views">;
	readonly orders: Pick<Orders, "list">;
	readonly exits: Pick<Exits, "view">;
	readonly safes: Pick<Safes, "kept">;
	readonly clock: Pick<Clock, "nowMs">;
}): WalletView => {
	const { current, sites, queue, orders, exits } = parts;
	const { following } = current;
	const now = parts.settings.now();
	const silent = following?.silent();
	const waits = waitsForPerson(
		sites.waiting(),
		queue.waiting(),
		orders.list(),
		parts.messages.waiting(),
	);
	const listedOnes = drawnOrders(orders);
	return {
		network: drawnNetwork(now),
		setup: setupOf(now, current.isRooted),
		...(current.isOpening && { opening: true }),
		account: now.account,
		accounts: now.accounts,
		labels: [...labelsOf(now)],
		safes: [...parts.safes.kept()],
		...(now.amountsHidden === true && { amountsHidden: true }),
		...(now.contacts !== undefined &&
			now.contacts.length > 0 && { contacts: now.contacts }),
		...(now.explorer != null && { explorer: now.explorer }),
		...(now.alerts !== undefined && { alerts: now.alerts }),
		...drawnArrivals(now, current),
		sync: following?.l1.view() ?? idleSync,
		stopped: following?.stopped() ?? null,
		...drawnChains(now, current),
		...drawnOffered(now),
		...(silent === undefined ? {} : { silent }),
		...waits,
		...drawnMessages(parts.messages),
		...drawnBatches(parts.batches),
		...listedOnes,
		...drawnWarnings({ requests: waits.requests, orders: listedOnes.orders }),
		exits: exits.view(),
		nowMs: parts.clock.nowMs(),
	};
};
