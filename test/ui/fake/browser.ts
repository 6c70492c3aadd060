// A browser, an engine and a signer for the screens, all in the page: what the real screens and the real connect.ts talk
// to when nothing else runs. It answers from a scene; it checks nothing and signs nothing.

import { Fault, type FaultJson } from "../../../src/base/fault.ts";
import { endpointRoles } from "../../../src/base/room.ts";
import { fileMessage } from "../../../src/engine/exits/file-codes.ts";
import { offerMessage } from "../../../src/exit/codes.ts";
import { suggestedFor } from "../../../src/l1/suggested.ts";
import { suggestedOn } from "../../../src/l2/suggested.ts";
import {
	type Handlers,
	type Port,
	serve,
} from "../../../src/protocol/channel.ts";
import type { EnsAddressView } from "../../../src/protocol/ens-views.ts";
import type { ExitView } from "../../../src/protocol/exit-views.ts";
import { keys, ui } from "../../../src/protocol/methods.ts";
import type { Currency } from "../../../src/protocol/price-views.ts";
import type {
	OrderView,
	TokenView,
	WalletView,
} from "../../../src/protocol/views.ts";
import {
	fakeAccounts,
	fakeLook,
	madePassword,
	madePhrase,
} from "./accounts.ts";
import {
	fakeAllowances,
	fakeCollectibles,
	fakePicture,
	fakePixels,
	fakePrices,
} from "./activity.ts";
import { me, other, third } from "./base.ts";
import {
	askedMessage,
	askedOfDevice,
	askedOrder,
	madeLedger,
	plugIn,
} from "./devices.ts";
import { opAt } from "./exits.ts";
import { fakeFees } from "./fees.ts";
import { fakeFound } from "./found.ts";
import { madeReview } from "./network.ts";
import { fakePins } from "./pins.ts";
import { fakeSafes } from "./safes.ts";
import {
	approval,
	computedAnswer,
	fault,
	hash,
	optimistic,
	order,
	type Scene,
	sceneNamed,
	scenes,
	tokenAnswer,
} from "./scenes.ts";
import { trialOf } from "./trials.ts";

type Hear<T extends unknown[]> = (...given: T) => void;
const hearers = <T extends unknown[]>() => {
	const set = new Set<Hear<T>>();
	return {
		addListener: (hear: Hear<T>) => void set.add(hear),
		removeListener: (hear: Hear<T>) => void set.delete(hear),
		tell: (...given: T) => {
			for (const hear of [...set]) hear(...given);
		},
	};
};

const throwFault = (json: FaultJson): never => {
	throw new Fault(json.code, json.detail, json.source);
};

/** Two contracts that answer; every other address has no code. */
const lookOf = (address: string): TokenView | undefined =>
	[tokenAnswer, computedAnswer].find((one) => one.address === address)?.answers;

const nameAddress = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8" as const;
/** One name leads somewhere, one to a server; others nowhere. */
const nameOf = (typed: string, asOfS: number): EnsAddressView => {
	const name = typed.toLowerCase();
	if (name === "shop.eth") return throwFault(fault("ens-offchain", name));
	if (name !== "alice.eth" && name !== "älice.eth")
		return throwFault(fault("ens-absent", `${name} has no address`));
	return {
		name,
		isChanged: name !== typed,
		writings: name === "alice.eth" ? [] : ["Latin"],
		address: nameAddress,
		grade: { who: "l1", validity: "none", finality: "optimistic", asOfS },
		blockNumber: 19_000_000,
	};
};

/** What an order is made of, whichever time. */
const wishOf = (id: string): string => id.split(".")[0] ?? id;

const open = (scene: Scene) => {
	let made = 0;
	let gateway: string | null = null;
	let { view, status, approvals, messages = [] } = scene;
	let trials = scene.trials ?? "good";
	const granted = new Set(scene.granted);
	let finding = true;
	let worth: Currency | null = null;
	const added = hearers<[]>();
	const removed = hearers<[]>();
	const screens = new Set<Port>();
	const calls: string[] = [];
	const openedAt = performance.now();
	const show = (): WalletView => ({
		...view,
		waiting: [
			...view.requests.map(({ id, madeMs }) => ({
				kind: "request" as const,
				id,
				madeMs,
			})),
			...view.orders
				.filter(({ state }) => state === "waiting")
				.map(({ id, madeMs }) => ({ kind: "order" as const, id, madeMs })),
			...(view.messages ?? [])
				.filter(({ state }) => state === "waiting")
				.map(({ id, madeMs }) => ({ kind: "message" as const, id, madeMs })),
		]
			.sort((a, b) => a.madeMs - b.madeMs)
			.map(({ kind, id }) => ({
				kind,
				id,
				of: wishOf(id),
				...(scene.pushy !== undefined &&
				view.orders.some((one) => one.id === id && one.origin === scene.pushy)
					? { offerBlock: true }
					: {}),
			})),
		nowMs: scene.view.nowMs + Math.floor(performance.now() - openedAt),
	});
	const change = (next: Partial<WalletView>): undefined => {
		view = { ...view, ...next };
		for (const port of screens) port.send({ event: "view", data: show() });
	};
	/** What is looked for of an account waits for it. */
	let held: Promise<void> = Promise.resolve();
	const lookLong = async <T>(what: string, found: T): Promise<T> => {
		note(`${what} ${view.account}`);
		await held;
		return found;
	};
	const note = (call: string): undefined => {
		calls.push(call);
	};
	const changeOrder = (id: string, next: Partial<OrderView>) =>
		change({
			orders: view.orders.map((one) =>
				one.id === id ? { ...one, ...next } : one,
			),
		});

	const begin = (exit: ExitView): ExitView => {
		change({
			exits: {
				...view.exits,
				journeys: [
					...view.exits.journeys.filter(({ id }) => id !== exit.id),
					exit,
				],
			},
		});
		return exit;
	};

	const engine: Handlers<typeof ui, null> = {
		"view.get": async () => show(),
		"sync.retry": async () => note("retry"),
		"batch.stop": async ({ id }) => note(`stop batch ${id}`),
		"batch.forget": async ({ id }) => note(`forget batch ${id}`),
		"network.import": async ({ file }) => note(`import ${file}`),
		"network.file": async ({ name }) => ({
			file: JSON.stringify({ name, engine: "has imported this" }),
		}),
		"network.forget": async ({ name }) => note(`engine forgets ${name}`),
		"network.list": async () => [
			{ name: "mainnet", title: "Ethereum", imported: false },
			{ name: "sepolia", title: "Sepolia", imported: false },
			{ name: "hoodi", title: "Hoodi", imported: false },
			{ name: "embedded", title: "Embedded network", imported: true },
		],
		"network.choose": async ({ name }) =>
			change({
				network: {
					name,
					title: name === "mainnet" ? "Ethereum" : "Embedded network",
					chainId: 1,
				},
				setup: "endpoints",
				chains: sceneNamed(
					name === "mainnet" ? "first-endpoints" : "new-endpoints",
				).view.chains,
			}),
		"endpoints.suggested": async () => [
			...suggestedFor(view.network?.chainId ?? 1),
			...suggestedOn((view.offered ?? []).map(({ chainId }) => chainId)),
		],
		"layer.pins": async ({ chainId, ask }) => fakePins(show(), chainId, ask),
		"endpoints.test": async (asked) => {
			note(`test ${asked.role} ${asked.url}`);
			return trialOf(trials, asked);
		},
		"endpoints.stopTests": async () => undefined,
		"endpoints.set": async ({ chainId, ...roles }) => {
			note(`endpoints ${JSON.stringify(roles)}`);
			const kept = view.endpoints.filter((one) => one.chainId !== chainId);
			const next = endpointRoles.flatMap((role) =>
				(roles[role] ?? []).map(({ name, url }) => ({
					chainId,
					role,
					name,
					url,
					state: "unknown" as const,
					fault: null,
					proofWindow: null,
				})),
			);
			return change({
				endpoints: [...kept, ...next],
				setup:
					view.setup !== "endpoints"
						? view.setup
						: // a wallet that was set up has its checkpoint
							view.endpoints.length > 0
							? "done"
							: "checkpoint",
			});
		},
		"checkpoint.find": async () => scene.checkpoint,
		"checkpoint.look": async ({ root }) =>
			root.startsWith("0xbad")
				? throwFault(
						fault("checkpoint-unknown", "beacon.quick.example: http-status"),
					)
				: { timeS: Math.floor(scene.view.nowMs / 1000) - 900 },
		"checkpoint.accept": async ({ root }) => {
			note(`checkpoint ${root}`);
			return change({ setup: "done", sync: sceneNamed("syncing").view.sync });
		},
		"account.select": async ({ address }) => change({ account: address }),
		"account.arrange": async ({ labels }) => change({ labels }),
		"account.look": async ({ addresses }) =>
			scene.view.chains
				.slice(0, 2)
				.map(({ chainId, title }, i) =>
					i === 0
						? { chainId, title, fault: null, found: fakeLook(addresses) }
						: { chainId, title, found: null, fault: fault("not-synced", "") },
				),
		"amounts.hide": async ({ hidden }) => change({ amountsHidden: hidden }),
		"contacts.set": async ({ contacts }) => change({ contacts }),
		"explorer.choose": async ({ explorer }) =>
			change(explorer === null ? {} : { explorer }),
		"alerts.choose": async (alerts) => change({ alerts }),
		"token.look": async ({ address }) =>
			lookOf(address) ?? throwFault(fault("token-no-code", address)),
		"ens.resolve": async ({ name }) =>
			nameOf(name, Math.floor(scene.view.nowMs / 1000) - 20),
		"ens.reverse": async ({ address }) => {
			const { grade, blockNumber } = nameOf("alice.eth", 0);
			return {
				name:
					address === nameAddress
						? { name: "alice.eth", isChanged: false, writings: [] }
						: null,
				grade,
				blockNumber,
			};
		},
		"collectible.look": () =>
			lookLong("collectibles of", fakeCollectibles(scene.view)),
		"collectible.add": async () => undefined,
		"collectible.picture": async ({ standard }) =>
			standard === "erc721"
				? { kind: "here", image: fakePicture }
				: { kind: "elsewhere", at: "ipfs://bafybeigdyrzt5example/7.json" },
		"gateway.setting": async () => ({ url: gateway }),
		"gateway.choose": async ({ url }) => {
			note(`gateway ${url}`);
			gateway = url;
			return undefined;
		},
		"collectible.fetch": async ({ item }) => {
			note(`fetch ${item}`);
			return {
				...{ kind: "fetched", image: fakePixels, host: "ipfs.io" },
				isNamed: false,
			};
		},
		"collectible.remove": async ({ item }) => note(`remove ${item}`),
		"price.setting": async () => ({ currency: worth }),
		"price.choose": async ({ currency }) => {
			worth = currency;
			return undefined;
		},
		"price.look": async () => ({
			prices: worth === null ? null : fakePrices(scene.view, worth),
		}),
		"fees.look": async () => fakeFees(show().nowMs),
		"activity.export": async () => ({ file: "time_utc\r\n" }),
		"allowance.look": async () => fakeAllowances(scene.view),
		"allowance.revoke": async ({ id, token }) =>
			note(`revoke ${token}`) ?? { ...order, id, to: token },
		"token.finding": async () => ({ on: finding }),
		"token.find": async ({ on }) => {
			finding = on;
			return undefined;
		},
		"token.add": async () => undefined,
		"token.remove": async ({ chainId, address }) =>
			change({
				chains: view.chains.map((chain) =>
					chain.chainId === chainId
						? {
								...chain,
								balances: chain.balances.filter(
									({ token }) => token !== address,
								),
							}
						: chain,
				),
			}),
		"trail.get": async ({ id }) =>
			scene.trails.find((one) => one.id === id) ??
			throwFault(fault("not-anchored", `no trail "${id}"`)),
		"halt.export": async ({ chainId }) => ({
			file: JSON.stringify({ chainId }),
		}),
		"exit.ways": async ({ chainId, name }) => {
			note(`ways ${chainId ?? name}`);
			return [...scene.ways];
		},
		"exit.leave": async ({ id, chainId, amount }) => {
			note(`leave ${chainId} ${amount}`);
			const made = { ...order, id, chainId, valueWei: amount };
			change({ orders: [made, ...view.orders] });
			return made;
		},
		"exit.begin": async (asked) => {
			note(`begin ${JSON.stringify({ ...asked, id: "" })}`);
			if (asked.amount === "666000000000000000")
				return throwFault(fault("bad-params", '"amount" is too much'));
			return begin({ ...opAt(0), ...asked });
		},
		"exit.drill": async ({ id, chainId, way }) => {
			note(`drill ${chainId} ${way}`);
			return begin({
				...opAt(0),
				id,
				chainId,
				way,
				drill: true,
				amount: "1000000000000000",
			});
		},
		"exit.step": async ({ id, stage }) => {
			note(`step ${id} ${stage}`);
			if (scene.refusal !== null) return throwFault(scene.refusal);
			const made = scenes["exit-proving"].view.orders[0] ?? order;
			approvals = [...scenes["exit-proving"].approvals];
			change({
				orders: [made, ...view.orders],
				exits: {
					...view.exits,
					journeys: view.exits.journeys.map((exit) =>
						exit.id === id
							? {
									...exit,
									stages: exit.stages.map((one) =>
										one.id === stage
											? { ...one, order: made.id, costWei: made.mostFeeWei }
											: one,
									),
								}
							: exit,
					),
				},
			});
			return made;
		},
		"exit.export": async ({ id }) => {
			change({
				exits: {
					...view.exits,
					journeys: view.exits.journeys.map((exit) =>
						exit.id === id ? { ...exit, saved: true } : exit,
					),
				},
			});
			return { file: JSON.stringify({ id }) };
		},
		"exit.keptExport": async ({ chainId }) => ({
			file: JSON.stringify({ chainId }),
		}),
		"exit.import": async ({ file }) => {
			if (file.length < 20)
				return throwFault(fault("bad-file", "it ends too early"));
			const made = begin({ ...opAt(3), id: "exit-taken" });
			return {
				says: [
					fileMessage("import.exit.new", {
						title: offerMessage("way.named", {
							title: "Force a withdrawal through Ethereum",
						}),
						orders: 1,
					}),
					fileMessage("import.evidence.checked", { taken: 2, all: 2 }),
				],
				journey: made.id,
			};
		},
		"exit.forget": async ({ id }) => {
			note(`forget ${id}`);
			return change({
				exits: {
					...view.exits,
					journeys: view.exits.journeys.filter((exit) => exit.id !== id),
				},
			});
		},
		"evidence.export": async ({ id }) => ({ file: JSON.stringify({ id }) }),
		"order.replace": async ({ of, how }) => {
			note(`${how} ${of}`);
			return scene.refusal === null ? order : throwFault(scene.refusal);
		},
		"delegation.look": () =>
			lookLong("delegation of", {
				account: view.account ?? third,
				chainId: 1,
				to: scene.delegate ?? null,
				isOther: false,
				grade: optimistic,
				blockNumber: 24_611_595,
			}),
		"delegation.prepare": async () => order,
		"order.prepare": async ({ id, chainId, to, valueWei, fees }) => {
			if (fees !== undefined) note(`fees ${fees.capWei} ${fees.tipWei}`);
			if (scene.refusal?.code === "order-waits") {
				approvals = [approval];
				change({ orders: [order] });
			}
			if (scene.refusal !== null) return throwFault(scene.refusal);
			if (
				view.orders.some(
					(one) =>
						one.state === "waiting" &&
						one.origin === null &&
						one.chainId === chainId,
				)
			)
				return throwFault(
					fault("order-waits", "another order waits for your decision"),
				);
			const made: OrderView = {
				...order,
				id,
				chainId,
				to,
				valueWei,
				mostLeavesWei: (BigInt(valueWei) + BigInt(order.mostFeeWei)).toString(),
				madeMs: show().nowMs,
			};
			approvals = [
				...approvals,
				{
					...approval,
					id,
					chainId,
					to,
					valueWei,
					mostLeavesWei: made.mostLeavesWei,
					asOfS: Math.floor(made.madeMs / 1000) - 12,
				},
			];
			change({ orders: [made, ...view.orders] });
			return made;
		},
		"order.get": async ({ id }) =>
			view.orders.find((one) => one.id === id) ??
			throwFault(fault("order-unknown", id)),
		"order.forget": async ({ id }) => {
			note(`forget order ${id}`);
			approvals = approvals.filter((one) => one.id !== id);
			return change({ orders: view.orders.filter((one) => one.id !== id) });
		},
		"receipt.export": async ({ id }) => ({ file: JSON.stringify({ id }) }),
		"site.answer": async ({ id, allow }) => {
			note(`site ${id} ${allow}`);
			return change({ requests: view.requests.filter((one) => one.id !== id) });
		},
		"site.list": async () => [
			{
				origin: "https://app.example",
				accounts: [view.accounts[0] ?? order.from],
				balances: [order.to],
				blocked: false,
				waitsUntilMs: null,
				lastMs: view.nowMs - 3 * 86_400_000,
			},
			{
				origin: "https://swap.long-name-of-a-site.example",
				accounts: [],
				balances: [order.to],
				blocked: false,
				waitsUntilMs: null,
				lastMs: null,
			},
			{
				origin: "https://pushy.example",
				accounts: [],
				balances: [],
				blocked: true,
				waitsUntilMs: null,
				lastMs: null,
			},
		],
		...fakeSafes(scene.safe ?? "plain", order, note),
		...fakeFound(scene.found ?? "nothing", note),
		"said.balance": async ({ chainId }) => {
			note(`what does the sequencer of ${chainId} say`);
			if (scene.said === "old")
				throw new Fault(
					"said-old",
					"block 41002950 is 431 s old, at most 120",
					"Relay A",
				);
			return {
				...{ address: me, key: other, blockNumber: 41_003_166 },
				balanceWei: "1840000000000000000",
				timestampS: view.nowMs / 1000 - 6,
			};
		},
		"message.export": async () => ({ file: "{}" }),
		"message.forget": async ({ id }) =>
			change({
				messages: (view.messages ?? []).filter((one) => one.id !== id),
			}),
		"site.forget": async () => undefined,
		"site.revoke": async ({ origin, address }) => {
			note(`revoke ${origin} ${address}`);
			return undefined;
		},
		"site.block": async ({ origin }) => {
			note(`block ${origin}`);
			approvals = approvals.filter((one) => one.origin !== origin);
			messages = messages.filter((one) => one.origin !== origin);
			return change({
				messages: (view.messages ?? []).filter((one) => one.origin !== origin),
				orders: view.orders.filter((one) => one.origin !== origin),
				requests: view.requests.filter((one) => one.origin !== origin),
			});
		},
		"site.unblock": async () => undefined,
		"diagnostics.get": async () => ({
			version: "0.1.0",
			checks: [
				{
					work: "BLS12-381",
					runs: "fused multiply-add (WebAssembly)",
					refused: [
						{
							name: "wide arithmetic (WebAssembly)",
							why: "not offered here (invalid opcode 0xfc16)",
						},
					],
				},
				{ work: "Hashes", runs: "WebAssembly SIMD", refused: [] },
			],
			lines: [
				"12:00:03 sync: finality update, slot 10482176, 510 of 512, 2.4 ms",
				"12:00:04 beacon.quick.example set aside: committee-signature",
				"12:00:05 captured account 0xf39f…2266 at block 24611596",
			],
		}),
		ping: async () => undefined,
	};
	const signer: Handlers<typeof keys, null> = {
		...fakeAccounts(
			() => status,
			(next) => {
				status = next;
				change({ accounts: next.accounts });
				return next;
			},
			note,
		),
		"keys.status": async () => status,
		"keys.phrase": async () => ({ phrase: madePhrase }),
		"keys.create": async () => {
			status = sceneNamed("full").status;
			return status;
		},
		"keys.unlock": async ({ password }) => {
			if (password !== madePassword)
				throw new Fault("wrong-password", "the tag does not match");
			status = { ...status, unlocked: true };
			return status;
		},
		"keys.lock": async () => {
			status = { ...status, unlocked: false };
			return status;
		},
		"keys.autoLock": async ({ minutes }) => {
			status = { ...status, autoLockMinutes: minutes };
			return status;
		},
		"anchor.accept": async ({ root }) => note(`anchor ${root}`),
		"network.review": async ({ file }) => {
			if (file.length < 20) throw new Fault("bad-file", "it ends too early");
			return madeReview;
		},
		"network.accept": async ({ hash: accepted, confirmed }) => {
			note(`accept ${accepted} ${confirmed.length}`);
			const { name, title } = madeReview;
			status = { ...status, networks: [{ name, title, hash: accepted }] };
			return status;
		},
		"network.forget": async ({ name }) => {
			note(`signer forgets ${name}`);
			status = { ...status, networks: [] };
			return status;
		},
		"network.file": async ({ name }) => ({
			file: JSON.stringify({ name, signer: "was given this" }),
		}),
		"message.list": async () => messages,
		"message.decide": async (said) => {
			calls.push(`message ${said.id} ${said.yes}`);
			if (messages.every(({ id }) => id !== said.id))
				throw new Fault("order-unknown", `no message ${said.id}`);
			if (said.yes && scene.refusal !== null) throwFault(scene.refusal);
			const asked = messages.find(({ id }) => id === said.id);
			const device =
				asked === undefined || !said.yes || said.signature !== undefined
					? null
					: askedOfDevice(
							status,
							asked.account,
							askedMessage(asked.typed !== null),
						);
			if (device !== null) return { device };
			messages = messages.filter(({ id }) => id !== said.id);
			change({
				messages: (view.messages ?? []).flatMap((one) => {
					if (one.id !== said.id) return [one];
					return said.yes
						? [{ ...one, state: "signed" as const, signedMs: one.madeMs }]
						: [];
				}),
			});
			return null;
		},
		"message.amount": async ({ id, amount }) => {
			note(`message amount ${id} ${amount}`);
			messages = messages.map((one) =>
				one.id === id && one.settable !== undefined
					? { ...one, settable: { ...one.settable, own: amount } }
					: one,
			);
			return undefined;
		},
		"approval.list": async () => approvals,
		"approval.amount": async ({ id, amount }) => {
			note(`amount ${id} ${amount}`);
			// the order is made anew, as the queue does it
			const anew = `${wishOf(id)}.${++made}`;
			approvals = approvals.map((one) =>
				one.id === id && one.call?.settable !== undefined
					? {
							...{ ...one, id: anew },
							call: {
								...one.call,
								settable: { ...one.call.settable, own: amount },
							},
						}
					: one,
			);
			return change({
				orders: view.orders.map((one) =>
					one.id === id ? { ...one, id: anew } : one,
				),
			});
		},
		"approval.decide": async (said) => {
			const { id, yes } = said;
			calls.push(`decide ${id} ${yes}`);
			if (approvals.every((one) => one.id !== id))
				throw new Fault("order-unknown", `no order ${id}`);
			if (
				said.yes &&
				approvals.every(
					({ order, shown }) => order !== said.order || shown !== said.shown,
				)
			)
				throw new Fault("order-changed", "it is another by now");
			if (yes && scene.refusal !== null) throwFault(scene.refusal);
			const { from } = approvals.find((one) => one.id === id) ?? order;
			const device =
				said.yes && said.signature === undefined
					? askedOfDevice(status, from, askedOrder)
					: null;
			if (device !== null) return { hash: null, device };
			approvals = approvals.filter((one) => one.id !== id);
			changeOrder(
				id,
				yes ? { state: "sent", hash: hash(40) } : { state: "refused" },
			);
			return { hash: yes ? hash(40) : null };
		},
		ping: async () => undefined,
	};

	const connect = ({ name }: { readonly name: string }) => {
		const toScreen = hearers<[unknown]>();
		const toUs = new Set<(message: unknown) => void>();
		const port: Port = {
			send: (message) => queueMicrotask(() => toScreen.tell(message)),
			listen: (hear) => {
				toUs.add(hear);
				return () => toUs.delete(hear);
			},
			onClose: () => {},
		};
		if (name === "keys") serve(port, keys, signer, null);
		else {
			serve(port, ui, engine, null);
			screens.add(port);
			setTimeout(() => port.send({ event: "view", data: show() }), 0);
		}
		return {
			postMessage: (message: unknown) => {
				// JSON only on this hop, as between real realms.
				const copy: unknown = JSON.parse(JSON.stringify(message));
				for (const hear of [...toUs]) hear(copy);
			},
			disconnect: () => screens.delete(port),
			onMessage: toScreen,
			onDisconnect: hearers<[]>(),
		};
	};

	return {
		browser: {
			// With an id: that is how webextension-polyfill knows an extension.
			runtime: { id: "sextant", connect },
			permissions: {
				contains: async ({ origins }: { readonly origins: string[] }) =>
					origins.every((origin) => granted.has(origin)),
				request: async ({ origins }: { readonly origins: string[] }) => {
					calls.push(`permission ${origins.join(" ")}`);
					if (origins.some((origin) => origin.includes("deny"))) return false;
					for (const origin of origins) granted.add(origin);
					added.tell();
					return true;
				},
				onAdded: added,
				onRemoved: removed,
			},
			tabs: {
				create: async ({ url }: { readonly url: string }) =>
					void calls.push(`tab ${url.replace(/^.*\//, "")}`),
			},
			extension: { getViews: () => [] },
			i18n: {
				getUILanguage: () =>
					new URLSearchParams(location.search).get("language") ??
					navigator.language,
			},
			windows: { getCurrent: async () => ({ id: 1 }) },
			sidePanel: { open: async () => note("beside") },
		},
		/** What was asked of the browser and the signer, in order. */
		calls,
		/** Replaces the balances, for property tests. */
		setChains: (chains: WalletView["chains"]) => change({ chains }),
		/** Replaces a part of what the engine says. */
		setView: (part: Partial<WalletView>) => change(part),
		/** Looks for what an account has take until the function that comes back is called. */
		hold: (): (() => void) => {
			let release = () => {};
			held = new Promise((done) => {
				release = done;
			});
			return release;
		},
		orders: () => view.orders,
		/** What tests of endpoints give from now on. */
		trials: (next: "good" | "mixed" | "dead") => {
			trials = next;
		},
		/** The time is over: it locks by itself, and the engine, which hears of it, draws a view. */
		lock: () => {
			status = { ...status, unlocked: false };
			change({});
		},
		/** What the signer says of the orders from now on. */
		approvals: () => approvals,
		setApprovals: (next: Scene["approvals"]) => {
			approvals = next;
		},
	};
};

const name = new URLSearchParams(location.search).get("scene") ?? "full";
plugIn();
const fake = open(sceneNamed(name));
Object.assign(globalThis, {
	madeLedger,
	browser: fake.browser,
	chrome: fake.browser,
	fake,
});
