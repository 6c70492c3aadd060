// A small engine for the test of the wiring: it answers a few methods with what the test can count. It verifies nothing.

import type {
	EngineDoor,
	EnginePorts,
} from "../../../extension/engine/door.ts";
import { startEngine } from "../../../extension/engine/start.ts";
import { Fault } from "../../../src/base/fault.ts";
import { connect, type Port } from "../../../src/protocol/channel.ts";
import { toSigner } from "../../../src/protocol/methods.ts";
import type { WalletView } from "../../../src/protocol/views.ts";

type Asked = { id: string; method: string; params: unknown };
const isAsked = (message: unknown): message is Asked =>
	typeof message === "object" && message !== null && "method" in message;

const emptyView = (nowMs: number): WalletView => ({
	network: null,
	setup: "network",
	account: null,
	accounts: [],
	sync: {
		phase: "idle",
		done: 0,
		of: 0,
		startedMs: null,
		optimistic: null,
		final: null,
	},
	stopped: null,
	chains: [],
	endpoints: [],
	requests: [],
	orders: [],
	waiting: [],
	exits: { journeys: [], liveness: [], kept: [] },
	nowMs,
});

const openSmall = async (ports: EnginePorts): Promise<EngineDoor> => {
	const { clock, store, fetch } = ports;
	const askSigner = connect(ports.signer, toSigner);
	const counted = async (name: string): Promise<number> => {
		const count = 1 + Number((await store.get("settings", name)) ?? "0");
		await store.put("settings", name, String(count));
		return count;
	};
	/** Which of the engines this is, from 1 on, and when it began. */
	const born = `${await counted("lives")} ${clock.nowMs()}`;
	const answers: Record<
		string,
		(params: unknown, origin: string) => Promise<unknown>
	> = {
		eth_chainId: async () => "0x2a",
		net_version: async () => born,
		/** Slow, and counted: how often did the engine see this request? */
		eth_getTransactionCount: async () => {
			const count = await counted("slow");
			await clock.sleep(2_500);
			return `0x${count.toString(16)}`;
		},
		/** The first engine that hears it stands still from then on: it hears nothing more, and raises no error. */
		eth_estimateGas: async () => {
			const count = await counted("stills");
			while (count === 1);
			return `0x${count.toString(16)}`;
		},
		eth_accounts: async (_params, origin) => [origin],
		eth_getBalance: async (params) => {
			const url = Array.isArray(params) ? String(params[0]) : "";
			const reply = await fetch({
				url,
				method: "GET",
				accept: "*/*",
				maxBytes: 100,
				timeoutMs: 2_000,
			});
			return new TextDecoder().decode(reply.bytes);
		},
		eth_getCode: async () =>
			(await askSigner("vault.load", { vault: null, anchors: null }))
				.accounts[0],
		eth_requestAccounts: async () => {
			ports.waiting([`ask-${await counted("asks")}`]);
			return [];
		},
		eth_getStorageAt: async () => {
			const yes = await ports.kernel.verifySyncAggregate({
				pubkeys: new Uint8Array(48),
				aggregatePubkey: new Uint8Array(48),
				bits: new Uint8Array(1),
				signingRoot: new Uint8Array(32),
				signature: new Uint8Array(96),
			});
			const [bls] = await ports.kernel.report();
			return `${bls?.runs} ${yes}`;
		},
		ping: async () => null,
		"diagnostics.get": async () => ({
			version: ports.version,
			checks: await ports.kernel.report(),
			lines: [born],
		}),
	};
	const answer = (port: Port, origin: string) =>
		port.listen((message) => {
			if (!isAsked(message)) return;
			const { id, method, params } = message;
			const made =
				answers[method]?.(params, origin) ??
				Promise.reject(new Fault("unverifiable-method", method));
			made.then(
				(ok) => port.send({ id, ok }),
				(fault: unknown) =>
					port.send({
						id,
						fault: (fault instanceof Fault
							? fault
							: new Fault("internal", String(fault))
						).toJson(),
					}),
			);
		});
	return {
		serveUi: (port) => {
			answer(port, "ui");
			port.send({ event: "view", data: emptyView(clock.nowMs()) });
		},
		servePage: (port, origin) => {
			answer(port, origin);
			port.send({ event: "chainChanged", data: "0x2a" });
			port.send({ event: "accountsChanged", data: [] });
		},
		nudge: async () => {
			await counted("nudges");
		},
		dismissed: () => {},
		close: () => {},
	};
};

startEngine(openSmall);
