// What our own screens may ask. Each handler changes what is on disk first and opens the chains anew where that matters.

import { asFault, Fault } from "../base/fault.ts";
import { faults } from "../base/faults.ts";
import { askQuorum } from "../l1/checkpoint.ts";
import { presetOf, timeAtSlot } from "../l1/spec.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import type { View } from "../protocol/views.ts";
import { evidenceText } from "../receipt/evidence.ts";
import { decodeNetworkFile } from "../receipt/networks.ts";
import { originOf } from "../source/http.ts";
import { viewOf } from "../wallet/ledger.ts";
import type { Exits } from "./exits.ts";
import { endpointsOf, type Following } from "./following.ts";
import { trustRoot } from "./l1-chain.ts";
import type { Orders } from "./orders.ts";
import type { EnginePorts } from "./ports.ts";
import { receiptFile } from "./receipt-file.ts";
import {
	allNetworks,
	chosenNetwork,
	networkDiff,
	type SettingsBook,
} from "./settings.ts";
import type { Shown } from "./shown.ts";
import type { Sites } from "./sites.ts";

export type ScreenTools = {
	readonly ports: EnginePorts;
	readonly settings: SettingsBook;
	readonly sites: Sites;
	readonly orders: Orders;
	readonly exits: Exits;
	readonly shown: Shown;
	readonly view: () => View;
	/** Stops following, makes the change, follows again. */
	readonly reopen: (change?: () => Promise<void>) => Promise<void>;
	readonly changed: () => void;
	/** @throws not-synced before the wallet is set up */
	readonly following: () => Promise<Following>;
	readonly problems: () => readonly string[];
	/** Tells the signer which networks evidence may speak of. */
	readonly setNetworks: () => Promise<void>;
	/** Asks every endpoint again now. */
	readonly retry: () => Promise<void>;
};

const quorum = 2;
const leastProviders = 3;

export const openScreens = (
	tools: ScreenTools,
): Handlers<typeof ui, undefined> => {
	const { ports, settings, sites, orders, shown, reopen, changed } = tools;

	const network = () => {
		const found = chosenNetwork(settings.now());
		if (found === undefined)
			throw new Fault("not-followed", "no network is chosen yet");
		return found;
	};

	/** Is what the trail leads to too old to be taken for the present? @throws not-anchored, not-synced */
	const isStale = async (id: string): Promise<boolean> => {
		const when = shown.when(id);
		return (
			when !== null &&
			(await tools.following()).isStale(when.chainId, when.asOfS)
		);
	};

	return {
		"view.get": async () => tools.view(),
		"network.preview": async ({ file }) => networkDiff(settings.now(), file),
		"network.import": async ({ file }) => {
			networkDiff(settings.now(), file);
			const { l1 } = decodeNetworkFile(file);
			await settings.change((was) => ({
				...was,
				imported: [
					...was.imported.filter(
						(other) => decodeNetworkFile(other).l1.name !== l1.name,
					),
					file,
				],
			}));
			await tools.setNetworks();
			await reopen();
			return undefined;
		},
		"network.list": async () =>
			allNetworks(settings.now()).map(
				({ network: { name, title }, imported }) => ({
					name,
					title,
					imported,
				}),
			),
		"network.choose": async ({ name }) => {
			if (
				!allNetworks(settings.now()).some(
					(known) => known.network.name === name,
				)
			)
				throw new Fault("unknown-chain", `no network "${name}"`);
			await settings.change((was) => ({ ...was, network: name }));
			await reopen();
			return undefined;
		},
		"endpoints.set": async ({ chainId, beacon, execution, relay }) => {
			for (const group of [beacon, execution, relay]) {
				for (const { url } of group) originOf(url);
				if (new Set(group.map(({ name }) => name)).size !== group.length)
					throw new Fault("bad-params", '"name" is there twice');
			}
			await settings.change((was) => ({
				...was,
				endpoints: [
					...was.endpoints.filter((entry) => entry.chainId !== chainId),
					{ chainId, beacon, execution, relay },
				],
			}));
			await reopen();
			return undefined;
		},
		"checkpoint.find": async () => {
			const chosen = network();
			const { beacon } = endpointsOf(settings.now(), chosen.chainId);
			if (beacon.length < leastProviders)
				throw new Fault(
					"checkpoint-quorum",
					`${beacon.length} beacon endpoints, ${leastProviders} are needed to compare`,
				);
			const found = await askQuorum(ports, chosen, beacon, {
				quorum,
				leastProviders,
			});
			const slot = found.epoch * presetOf(chosen).slotsPerEpoch;
			return {
				root: found.root,
				epoch: found.epoch,
				slot,
				timeS: timeAtSlot(chosen, slot),
				needed: quorum,
				agree: found.agree,
				dissent: found.dissent.map(({ provider, root, fault }) => ({
					name: provider,
					says:
						fault === null
							? `states ${root ?? "nothing"}`
							: faults[fault.code].says,
				})),
			};
		},
		"checkpoint.accept": async ({ root }) => {
			const { name } = network();
			await reopen(() => trustRoot(ports.store, name, root));
			return undefined;
		},
		"sync.retry": async () => {
			await tools.retry();
			return undefined;
		},
		"account.select": async ({ address }) => {
			if (!settings.now().accounts.includes(address))
				throw new Fault("bad-params", `${address} is not an account here`);
			await settings.change((was) => ({ ...was, account: address }));
			await reopen();
			return undefined;
		},
		"token.add": async (token) => {
			await settings.change((was) => ({
				...was,
				tokens: [
					...was.tokens.filter(
						({ chainId, address }) =>
							chainId !== token.chainId || address !== token.address,
					),
					token,
				],
			}));
			await reopen();
			return undefined;
		},
		"trail.get": async ({ id }) => {
			const stale = await isStale(id);
			return { ...(await shown.trail(id)), stale };
		},
		// a file says what is now to whoever gets it; what an order rested on is in its receipt, however old
		"evidence.export": async ({ id }) => {
			if (await isStale(id))
				throw new Fault(
					"stale-head",
					`what it shows is of ${new Date((shown.when(id)?.asOfS ?? 0) * 1000).toISOString()}`,
				);
			return { file: evidenceText(shown.evidence(id)) };
		},
		"halt.export": async ({ chainId }) => {
			const { references } = await tools.following();
			const rollup = references.find((one) => one.chainId === chainId);
			if (rollup === undefined)
				throw new Fault("unknown-chain", `chain ${chainId} is not followed`);
			return { file: await rollup.haltFile() };
		},
		"order.prepare": async ({ id, chainId, to, valueWei }) => {
			const following = await tools.following();
			const { account } = settings.now();
			if (account === null) throw new Fault("no-vault", "no account yet");
			const entry = await orders.prepare(following.ground(chainId), {
				id,
				origin: null,
				from: account,
				to,
				valueWei: BigInt(valueWei),
			});
			return viewOf(entry);
		},
		"order.get": async ({ id }) => {
			const entry = orders.get(id);
			if (entry === undefined)
				throw new Fault("order-unknown", `no order ${id}`);
			return viewOf(entry);
		},
		"order.forget": async ({ id }) => {
			await orders.forget(id);
			return undefined;
		},
		"receipt.export": async ({ id }) => ({
			file: await receiptFile(orders, id),
		}),
		...tools.exits.handlers,
		"site.answer": async ({ id, allow }) => {
			sites.answer(id, allow);
			return undefined;
		},
		"site.list": async () =>
			(await sites.list()).map(({ origin, accounts, balances }) => ({
				origin,
				accounts,
				balances,
			})),
		"site.forget": async ({ origin }) => {
			await sites.forget(origin);
			changed();
			return undefined;
		},
		"diagnostics.get": async () => {
			const { version, kernel } = ports;
			const lines = tools.problems();
			try {
				return { version, checks: await kernel.report(), lines };
			} catch (thrown) {
				// What went wrong is most wanted when nothing can be checked.
				const { message } = asFault(thrown);
				const line = `no heavy check can be done: ${message}`.slice(0, 300);
				return { version, checks: [], lines: [line, ...lines] };
			}
		},
		ping: async () => undefined,
	};
};
