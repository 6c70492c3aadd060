// Firefox: the event page has workers of its own and plays the host itself. They die with it.

import { portOf, serve } from "../../src/protocol/channel.ts";
import { api } from "../api.ts";
import { type Host, startHost } from "../engine/host.ts";
import { session as methods } from "../signer/session.ts";
import type { Seam } from "./engine.ts";
import type { UnlockSession } from "./session.ts";

export const firefoxSeam = (session: UnlockSession, gone: () => void): Seam => {
	let host: Host | undefined;
	const start = (): Host =>
		startHost({
			session: (port) => {
				serve(portOf(port), methods, session.handlers, undefined);
			},
			onDeath: () => {
				host = undefined;
				gone();
			},
		});
	const running = (): Host => {
		host ??= start();
		return host;
	};
	return {
		hearKeys: (port) => running().keys(port),
		openEngine: async () => {
			const fresh = host === undefined;
			const channel = new MessageChannel();
			running().control(channel.port2, api().runtime.getManifest().version);
			return { port: channel.port1, fresh };
		},
		closeEngine: async () => host?.close(),
	};
};
