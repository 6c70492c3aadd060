// What our own screens may ask. Each handler changes what is on disk first and opens the chains anew where that matters.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { looksLike } from "../base/symbol.ts";
import { utcWords } from "../base/time.ts";
import { isSameMessage } from "../evidence/canonical.ts";
import { noDelegate } from "../evidence/delegation-order.ts";
import { evidenceText } from "../evidence/evidence.ts";
import { askProviders } from "../l1/checkpoint.ts";
import { suggestedFor } from "../l1/suggested.ts";
import { suggestedOn } from "../l2/suggested.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import type { WalletView } from "../protocol/views.ts";
import { networkHash, release } from "../receipt/networks.ts";
import { isExit } from "../receipt/orders.ts";
import type { Fetch } from "../source/ports.ts";
import { assetCall } from "../wallet/asset-call.ts";
import { viewOf } from "../wallet/order-view.ts";
import { replacementOf } from "../wallet/replace.ts";
import { accountHandlers } from "./account-handlers.ts";
import { activityFile } from "./activity-file.ts";
import { allowanceHandlers } from "./allowance-handlers.ts";
import { ArrivalLooks } from "./arrival-look.ts";
import type { Batches } from "./batches/batches.ts";
import { ownBatchHandlers } from "./batches/handlers.ts";
import { chainBy, orderContextBy } from "./chain.ts";
import { lookForRoot } from "./checkpoint-look.ts";
import { checkpointViewOf } from "./checkpoint-view.ts";
import { collectibleHandlers } from "./collectible-handlers.ts";
import { lookAtDelegation } from "./delegations.ts";
import { checkEndpoints } from "./endpoints.ts";
import type { Exits } from "./exits/exits.ts";
import { chosenFees, lookAtFees } from "./fees.ts";
import type { Following } from "./following.ts";
import { trustRoot } from "./l1-chain.ts";
import { layerPins } from "./layer-pins.ts";
import { layersOn } from "./layers.ts";
import { messageReceipt } from "./message-receipt.ts";
import type { MessageStore } from "./message-store.ts";
import type { Messages } from "./messages.ts";
import { openNames } from "./names.ts";
import type { Orders } from "./orders.ts";
import { ownHandlers } from "./own-handlers.ts";
import { pictureHandlers } from "./picture-handlers.ts";
import type { EnginePorts } from "./ports.ts";
import { priceHandlers } from "./price-handlers.ts";
import { chosenAccount, lookIn } from "./proved-look.ts";
import type { Queue } from "./queue.ts";
import { receiptFile } from "./receipt-file.ts";
import { waitsUntilMs } from "./refusals.ts";
import type { Safes } from "./safes/safes.ts";
import {
	allNetworks,
	chosenNetwork,
	endpointsOf,
	importedFiles,
	importedSource,
	isSameToken,
	knownTokens,
	type SettingsStore,
	storedToken,
	withEndpoints,
	withImport,
	withoutImport,
	withoutToken,
	withToken,
} from "./settings.ts";
import type { Sites } from "./sites.ts";
import { readToken } from "./token-read.ts";
import { toldApart } from "./token-words.ts";
import type { TraceStore } from "./trace-store.ts";
import type { Trials } from "./trials.ts";

export type ScreenTools = {
	readonly ports: EnginePorts;
	readonly settings: SettingsStore;
	readonly trials: Trials;
	readonly sites: Sites;
	readonly orders: Orders;
	readonly queue: Queue;
	readonly messages: Messages;
	readonly messageStore: MessageStore;
	readonly exits: Exits;
	readonly safes: Safes;
	readonly batches: Batches;
	readonly shown: TraceStore;
	readonly view: () => WalletView;
	/** Hashes of the network files that the signer has. @throws locked */
	readonly accepted: () => Promise<readonly Hex[]>;
	/** Stops following, makes the change, follows again. */
	readonly reopen: (change?: () => Promise<void>) => Promise<void>;
	readonly changed: () => void;
	/** Open to the chosen gateway of pictures alone. */
	readonly fromGateway: Fetch;
	/** @throws not-synced before the wallet is set up */
	readonly following: () => Promise<Following>;
	readonly problems: () => readonly string[];
	/** Asks every endpoint again now. */
	readonly retry: () => Promise<void>;
};

/** A contract that is asked what it is has to answer within this. */
const mostTokenMs = 60_000;

type UiHandlers = Handlers<typeof ui, undefined>;
type Of<Room extends string> = Pick<
	UiHandlers,
	Extract<keyof typeof ui, `${Room}.${string}`>
>;

/** @throws not-followed before one is chosen */
const networkOf = (settings: SettingsStore) => {
	const found = chosenNetwork(settings.now());
	if (found === undefined)
		throw new Fault("not-followed", "no network is chosen yet");
	return found;
};

/** Who is asked: chosen, suggested, tried out. */
const endpointHandlers = ({
	settings,
	trials,
	reopen,
}: ScreenTools): Of<"endpoints"> => ({
	"endpoints.set": async ({ chainId, ...given }) => {
		const { checkpoint = endpointsOf(settings.now(), chainId).checkpoint } =
			given;
		const roles = {
			...{ beacon: given.beacon, execution: given.execution },
			relay: given.relay,
			...(checkpoint === undefined ? {} : { checkpoint }),
		};
		checkEndpoints(roles);
		await settings.change((was) => withEndpoints(was, { chainId, ...roles }));
		await reopen();
		return undefined;
	},
	"endpoints.suggested": async () => {
		const { chainId, name } = networkOf(settings);
		const { known } = layersOn(name, importedFiles(settings.now()));
		return [
			...suggestedFor(chainId),
			...suggestedOn(known.map((one) => one.chainId)),
		];
	},
	"endpoints.test": (asked) => trials.run(asked),
	"endpoints.stopTests": async () => {
		trials.stop();
		return undefined;
	},
});

/** What a layer 2 rests on. */
const layerHandlers = ({ settings, following }: ScreenTools): Of<"layer"> => ({
	"layer.pins": async ({ chainId, ask }) => {
		const { name } = networkOf(settings);
		const { known } = layersOn(name, importedFiles(settings.now()));
		const profile = known.find((one) => one.chainId === chainId);
		if (profile === undefined)
			throw new Fault("unknown-chain", `chain ${chainId}`);
		const by = release.rollups.includes(profile) ? "release" : "file";
		const read = ask ? (await following()).l1.reader.read : null;
		return layerPins(profile, by, read);
	},
});

/** Which network is used, from which checkpoint. */
const networkHandlers = (
	tools: ScreenTools,
): Of<"network" | "checkpoint" | "sync"> => {
	const { ports, settings, reopen } = tools;
	const network = () => networkOf(settings);

	return {
		"network.import": async ({ file }) => {
			const accepted = await tools.accepted();
			await settings.change((was) => withImport(was, file, accepted));
			await reopen();
			return undefined;
		},
		"network.list": async () => {
			const files = importedFiles(settings.now());
			return allNetworks(settings.now()).map(
				({ network: { name, title }, imported }) => {
					const file = files.find(({ l1 }) => l1.name === name);
					const hash = file === undefined ? {} : { file: networkHash(file) };
					return { name, title, imported, ...hash };
				},
			);
		},
		"network.file": async ({ name }) => ({
			file: importedSource(settings.now(), name),
		}),
		"network.forget": async ({ name }) => {
			await settings.change((was) => withoutImport(was, name));
			await reopen();
			return undefined;
		},
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
		"checkpoint.find": async () => {
			const chosen = network();
			const { beacon, checkpoint = [] } = endpointsOf(
				settings.now(),
				chosen.chainId,
			);
			const poll = await askProviders(ports, chosen, [
				...beacon,
				...checkpoint,
			]);
			return checkpointViewOf(chosen, poll);
		},
		"checkpoint.look": async ({ root }) => {
			const chosen = network();
			const { beacon } = endpointsOf(settings.now(), chosen.chainId);
			return { timeS: await lookForRoot(ports, chosen, beacon, root) };
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
	};
};

/** Tokens on the list. */
const tokenHandlers = (tools: ScreenTools): Of<"token"> => {
	const { settings, reopen } = tools;
	/** @throws no-vault, and what `readToken` throws */
	const askToken = async ({
		chainId,
		address,
	}: {
		readonly chainId: number;
		readonly address: Hex;
	}) => {
		const chain = chainBy((await tools.following()).chains, chainId);
		const account = chosenAccount(settings.now());
		const facts = await lookIn(
			tools,
			chain,
			{ what: `token ${address}`, mostMs: mostTokenMs },
			(state, signal) => readToken(state, address, account, signal),
		);
		return { facts, coin: chain.coin };
	};

	return {
		"token.look": async (token) => {
			const { facts, coin } = await askToken(token);
			const { symbol, name, decimals, balance } = facts;
			const { held, amount, at } = balance;
			return {
				symbol: toldApart(symbol, token.address, [coin.symbol]),
				name,
				decimals,
				amount: amount.toString(),
				how: held === null ? "computed" : "slot",
				grade: at.grade,
				blockNumber: at.blockNumber,
				looksLikeCoin: looksLike(symbol, coin.symbol),
				isListed: knownTokens(settings.now()).some((one) =>
					isSameToken(one, token),
				),
			};
		},
		"token.add": async (token) => {
			const { facts } = await askToken(token);
			await settings.change((was) => withToken(was, storedToken(token, facts)));
			await reopen();
			return undefined;
		},
		"token.finding": async () => ({
			on: settings.now().findTokens ?? true,
		}),
		"token.find": async ({ on }) => {
			await settings.change((was) => ({ ...was, findTokens: on }));
			return undefined;
		},
		"token.remove": async (token) => {
			await settings.change((was) => withoutToken(was, token));
			await reopen();
			return undefined;
		},
	};
};

/** Names of ENS. */
const nameHandlers = ({ ports, following }: ScreenTools): Of<"ens"> => {
	const names = openNames({
		clock: ports.clock,
		following: async () => {
			const { l1, chains } = await following();
			return {
				l1,
				chains: chains.map(({ chainId, tokenState, reader }) => ({
					chainId,
					tokenState,
					basis: () => reader().basis("latest"),
				})),
			};
		},
	});
	return {
		"ens.resolve": ({ name }) => names.resolve(name),
		"ens.reverse": ({ address }) => names.reverse(address),
	};
};

/** Why a number is what it is, and the files that show it. */
const reasonHandlers = (
	tools: ScreenTools,
): Of<"trail" | "evidence" | "halt"> => {
	const { shown } = tools;
	/** Is what the proof trace leads to too old to be taken for the present? @throws not-anchored, not-synced */
	const isStale = async (id: string): Promise<boolean> => {
		const when = shown.when(id);
		return (
			when !== null &&
			(await tools.following()).isStale(when.chainId, when.asOfS)
		);
	};

	return {
		"trail.get": async ({ id }) => {
			const stale = await isStale(id);
			return { ...(await shown.trace(id)), stale };
		},
		// a file says what is now to whoever gets it; what an order rested on is in its receipt, however old
		"evidence.export": async ({ id }) => {
			if (await isStale(id))
				throw new Fault(
					"stale-head",
					`what it shows is of ${utcWords(shown.when(id)?.asOfS ?? 0)}`,
				);
			return { file: evidenceText(shown.evidence(id)) };
		},
		"halt.export": async ({ chainId }) => {
			const { proofFailureFile, title } = chainBy(
				(await tools.following()).chains,
				chainId,
			);
			if (proofFailureFile === null)
				throw new Fault("unknown-chain", `no proof of ${title} is checked`);
			return { file: await proofFailureFile() };
		},
	};
};

/** The person's own payments, and what was signed. */
const orderHandlers = (
	tools: ScreenTools,
): Of<"order" | "receipt" | "fees"> => {
	const { settings, orders } = tools;
	return {
		"fees.look": async () => lookAtFees((await tools.following()).l1),
		"order.prepare": async ({ id, chainId, to, valueWei, asset, fees }) => {
			const { chains, l1 } = await tools.following();
			if (fees !== undefined && chainId !== l1.network.chainId)
				throw new Fault("bad-params", "no fee is chosen on this chain");
			const account = chosenAccount(settings.now());
			if (asset !== undefined && valueWei !== "0")
				throw new Fault("bad-params", "a token and the coin in one order");
			const entry = await orders.prepare(orderContextBy(chains, chainId), {
				...{ id, origin: null, from: account },
				...chosenFees(fees),
				...(asset === undefined
					? { to, valueWei: BigInt(valueWei) }
					: assetCall(asset, account, to)),
			});
			return viewOf(entry, orders.list());
		},
		"order.replace": async ({ id, of, how }) => {
			const entry = orders.get(of);
			if (entry === undefined)
				throw new Fault("order-unknown", `no order ${of}`);
			const { chains } = await tools.following();
			const { from, chainId } = entry.order;
			const made = await orders.prepare(orderContextBy(chains, chainId), {
				...{ id, origin: null, from },
				...replacementOf(entry, orders.list(), how),
			});
			return viewOf(made, orders.list());
		},
		"order.get": async ({ id }) => {
			const entry = orders.get(id);
			if (entry === undefined)
				throw new Fault("order-unknown", `no order ${id}`);
			return viewOf(entry, orders.list());
		},
		"order.forget": async ({ id }) => {
			const entry = orders.get(id);
			if (entry?.state !== "waiting" || !isExit(entry.order)) {
				await orders.forget(id);
				return undefined;
			}
			// A journey counts its attempts by what became of them: the step stays on the list, refused by the person.
			const left = await orders.takeBack(id, null);
			if (left.signed !== null)
				throw new Fault("order-unknown", `order ${id} was signed meanwhile`);
			return undefined;
		},
		"receipt.export": async ({ id }) => ({
			file: await receiptFile(orders, id),
		}),
	};
};

/** Whose code the person's account runs. */
const delegationHandlers = (tools: ScreenTools): Of<"delegation"> => {
	const { settings, orders } = tools;
	const chosen = (): Hex => chosenAccount(settings.now());
	return {
		"delegation.look": async () => {
			const { chains, l1 } = await tools.following();
			const chain = chainBy(chains, l1.network.chainId);
			return lookAtDelegation(chain.reader(), chosen());
		},
		"delegation.prepare": async ({ id, to }) => {
			const { chains, l1 } = await tools.following();
			const context = orderContextBy(chains, l1.network.chainId);
			const entry = await orders.prepare(context, {
				...{ id, origin: null, from: chosen() },
				...{ to: to ?? noDelegate, valueWei: 0n, delegates: true },
			});
			return viewOf(entry, orders.list());
		},
	};
};

/** Messages that were signed for sites. */
const messageHandlers = ({
	messageStore,
	changed,
}: ScreenTools): Of<"message"> => ({
	"message.export": async ({ id }) => ({
		file: await messageReceipt(messageStore, id),
	}),
	"message.forget": async ({ id }) => {
		await messageStore.forget(id);
		changed();
		return undefined;
	},
});

/** What sites ask for, and what they may. */
const siteHandlers = (tools: ScreenTools): Of<"site"> => {
	const { ports, sites, changed } = tools;
	return {
		"site.answer": async (said) => {
			const { id } = said;
			const isSend = tools.queue
				.waiting()
				.some(({ request }) => request.id === id);
			const isMessage = tools.messages.has(id);
			// A payment without an order yet can be refused, and a message; the yes is the signer's to take.
			if ((isSend || isMessage) && said.allow)
				throw new Fault("order-unknown", "its order is not made yet");
			if (said.allow) {
				const asked = sites.waiting().find((one) => one.id === id);
				if (
					asked?.origin !== said.origin ||
					asked.kind !== said.kind ||
					asked.about !== said.about ||
					!isSameMessage(asked.says, said.says)
				)
					throw new Fault("order-unknown", "it is not the request on screen");
			}
			if (isSend) await tools.queue.refuse(id);
			else if (isMessage) await tools.messages.refuse(id);
			else await sites.answer(id, said.allow);
			return undefined;
		},
		"site.list": async () =>
			(await sites.list()).map((site) => ({
				origin: site.origin,
				accounts: site.accounts,
				balances: site.balances,
				blocked: site.blocked,
				waitsUntilMs: waitsUntilMs(site.refused, ports.clock.nowMs()),
				lastMs: site.lastMs,
			})),
		"site.revoke": async ({ origin, address }) => {
			await sites.withhold(origin, address);
			return undefined;
		},
		"site.block": async ({ origin }) => {
			await sites.block(origin);
			return undefined;
		},
		"site.unblock": async ({ origin }) => {
			await sites.unblock(origin);
			return undefined;
		},
		"site.forget": async ({ origin }) => {
			await sites.forget(origin);
			changed();
			return undefined;
		},
	};
};

/** What happened, as a file; and what is looked for in blocks. */
const activityHandlers = (
	tools: ScreenTools,
): Of<"activity"> & Of<"arrival"> => {
	const { settings, following } = tools;
	const { store } = tools.ports;
	const looks = new ArrivalLooks({ store, settings, following });
	return {
		"arrival.found": () => looks.view(),
		"arrival.look": async () => {
			await looks.begin();
			return looks.view();
		},
		"arrival.stop": async () => {
			looks.stop();
			return looks.view();
		},
		...activityFiles(tools, looks),
	};
};

/** What is said and not proved. */
const saidHandlers = ({ settings, following }: ScreenTools): Of<"said"> => ({
	"said.balance": async ({ chainId }) => {
		const { said, title } = chainBy((await following()).chains, chainId);
		if (said === undefined)
			throw new Fault("unverifiable-method", `${title} has no sequencer`);
		const { value, key } = await said(chosenAccount(settings.now()));
		const { address, balanceWei, blockNumber, timestampS } = value;
		return {
			...{ address, blockNumber, timestampS, key },
			balanceWei: balanceWei.toString(),
		};
	},
});

const activityFiles = (
	tools: ScreenTools,
	looks: ArrivalLooks,
): Of<"activity"> => ({
	"activity.export": async () => {
		const { chains, arrivals = [], account } = tools.view();
		const found = account === null ? [] : (await looks.view()).rows;
		return {
			file: activityFile({
				...{ chains, arrivals, found, account },
				tokens: knownTokens(tools.settings.now()),
				orders: tools.orders.list(),
				messages: tools.messageStore.list(),
				journeys: tools.exits.view().journeys,
			}),
		};
	},
});

/** What this build is, what checks heavy proofs, and what went wrong. */
const diagnostics = async ({
	ports,
	problems,
}: ScreenTools): ReturnType<UiHandlers["diagnostics.get"]> => {
	const { version, kernel } = ports;
	const lines = problems();
	try {
		return { version, checks: await kernel.report(), lines };
	} catch (thrown) {
		// What went wrong is most wanted when nothing can be checked.
		const { message } = asFault(thrown);
		const line = `no heavy check can be done: ${message}`.slice(0, 300);
		return { version, checks: [], lines: [line, ...lines] };
	}
};

export const openScreens = (tools: ScreenTools): UiHandlers => ({
	"view.get": async () => tools.view(),
	...networkHandlers(tools),
	...endpointHandlers(tools),
	...layerHandlers(tools),
	...accountHandlers(tools),
	...ownHandlers(tools),
	...ownBatchHandlers(tools),
	...tokenHandlers(tools),
	...allowanceHandlers(tools),
	...activityHandlers(tools),
	...saidHandlers(tools),
	...priceHandlers(tools),
	...collectibleHandlers(tools),
	...pictureHandlers(tools),
	...nameHandlers(tools),
	...reasonHandlers(tools),
	...orderHandlers(tools),
	...messageHandlers(tools),
	...delegationHandlers(tools),
	...siteHandlers(tools),
	...tools.exits.handlers,
	...tools.safes.handlers,
	"diagnostics.get": () => diagnostics(tools),
	ping: async () => undefined,
});
