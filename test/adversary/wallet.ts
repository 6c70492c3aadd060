// A whole wallet under attack: the engine and the signer as they ship, joined by ports as in the extension, with a person
// who looks at every view and says yes to what the approve screen shows. Under Node; no browser.

import { acceptNetwork } from "../../src/cli/signer.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openEngine } from "../../src/engine/engine.ts";
import type { EngineDoor } from "../../src/engine/ports.ts";
import { type Caller, connect, type Port } from "../../src/protocol/channel.ts";
import { keys, page, ui } from "../../src/protocol/methods.ts";
import {
	view as decodeView,
	type WalletView,
} from "../../src/protocol/views.ts";
import { openSigner, type Signer } from "../../src/signer/signer.ts";
import type { Clock, Store } from "../../src/source/ports.ts";
import { giveLeave } from "../decide.ts";
import { shippedKernel } from "../kernel.ts";
import { quickVault } from "../vault-scrypt.ts";
import { shippedFetch } from "./rooms.ts";

quickVault();

/** Two ends of one line; messages travel as JSON does. */
export const line = (): {
	readonly ends: readonly [Port, Port];
	readonly cut: () => void;
} => {
	const hearers = [0, 1].map(() => new Set<(message: unknown) => void>());
	const closers = new Set<() => void>();
	let open = true;
	const end = (own: number): Port => ({
		send: (message) => {
			if (!open) return;
			const text = JSON.stringify(message);
			queueMicrotask(() => {
				if (open)
					for (const hear of [...(hearers[1 - own] ?? [])])
						hear(JSON.parse(text));
			});
		},
		listen: (hear) => {
			hearers[own]?.add(hear);
			return () => hearers[own]?.delete(hear);
		},
		onClose: (closed) => {
			closers.add(closed);
		},
	});
	return {
		ends: [end(0), end(1)],
		cut: () => {
			if (!open) return;
			open = false;
			for (const closed of closers) closed();
		},
	};
};

export type ChainPlan = {
	readonly chainId: number;
	readonly beacon: readonly { name: string; url: string }[];
	readonly execution: readonly { name: string; url: string }[];
	readonly relay: readonly { name: string; url: string }[];
};

export type WalletPlan = {
	/** The network file that is imported. */
	readonly file: string;
	readonly network: string;
	readonly chains: readonly ChainPlan[];
	readonly clock: Clock;
	readonly store?: Store;
};

export type Wallet = {
	readonly ui: Caller<typeof ui>;
	readonly keys: Caller<typeof keys>;
	/** As a site asks, through the provider's port. */
	readonly page: Caller<typeof page>;
	/** The end of that port which the page's provider has. */
	readonly pagePort: Port;
	/** The newest view that was drawn. */
	readonly view: () => WalletView;
	/** All views are seen, also those that are gone a moment later. */
	readonly onView: (see: (view: WalletView) => void) => void;
	readonly store: Store;
	readonly close: () => void;
};

export const password = "correct horse battery";
export const phrase =
	"test test test test test test test test test test test junk";

/** Engine and signer over what is on disk already. They answer when this resolves. */
export const openWallet = async (
	clock: Clock,
	store: Store,
): Promise<Wallet> => {
	const toSigner = line();
	const toUi = line();
	const toKeys = line();
	const toPage = line();
	let session: string | null = null;
	const signer: Signer = openSigner({
		kernel: shippedKernel,
		clock,
		engine: toSigner.ends[1],
		session: {
			get: async () => session,
			set: async (key) => {
				session = key;
			},
			clear: async () => {
				session = null;
			},
		},
	});
	const door: EngineDoor = await openEngine({
		fetch: shippedFetch(),
		clock,
		store,
		kernel: shippedKernel,
		signer: toSigner.ends[0],
		version: "test",
		waiting: () => {},
		alert: () => {},
	});
	const watchers: ((view: WalletView) => void)[] = [];
	let last: WalletView | null = null;
	const callUi = connect(toUi.ends[0], ui, (event, data) => {
		if (event !== "view") return;
		const seen = decodeView(data, "view");
		last = seen;
		for (const see of watchers) see(seen);
	});
	door.serveUi(toUi.ends[1]);
	door.servePage(toPage.ends[1], "https://dapp.example");
	signer.serveKeys(toKeys.ends[1]);
	last = await callUi("view.get", undefined);
	return {
		ui: callUi,
		keys: connect(toKeys.ends[0], keys),
		page: connect(toPage.ends[0], page),
		pagePort: toPage.ends[0],
		view: () => {
			if (last === null) throw new Error("no view yet");
			return last;
		},
		onView: (see) => {
			watchers.push(see);
		},
		store,
		close: () => {
			door.close();
			signer.close();
			for (const wire of [toSigner, toUi, toKeys, toPage]) wire.cut();
		},
	};
};

/** A wallet that went through onboarding: network, endpoints, key and checkpoint. It follows the chain when this resolves. */
export const setUpWallet = async (
	plan: WalletPlan,
	root: `0x${string}`,
): Promise<Wallet> => {
	const wallet = await openWallet(plan.clock, plan.store ?? memoryStore());
	await acceptNetwork(wallet.keys, plan.file);
	await wallet.ui("network.import", { file: plan.file });
	await wallet.ui("network.choose", { name: plan.network });
	for (const { chainId, beacon, execution, relay } of plan.chains)
		await wallet.ui("endpoints.set", { chainId, beacon, execution, relay });
	await wallet.keys("keys.create", { phrase, password });
	await wallet.keys("anchor.accept", { network: plan.network, root });
	await wallet.ui("checkpoint.accept", { root });
	// time passes quickly here, and what is locked tells sites nothing
	await wallet.keys("keys.autoLock", { minutes: 1_440 });
	await connectSite(wallet);
	return wallet;
};

/** The site asks to be connected and the person says yes. */
const connectSite = async (wallet: Wallet): Promise<void> => {
	const connected = wallet.page("eth_requestAccounts", undefined);
	for (;;) {
		const { requests } = await wallet.ui("view.get", undefined);
		for (const request of requests) await giveLeave(wallet.ui, request);
		const isDone = await Promise.race([
			connected.then(() => true),
			new Promise<boolean>((resolve) => setTimeout(resolve, 50, false)),
		]);
		if (isDone) return;
	}
};
