// The unlock key while the wallet is unlocked: in the browser's session memory, which never reaches the disk, no site and
// no content script can read, and the end of the browser empties. It lets a signer that was unloaded start again without
// the password. The engine never sees it.

import * as d from "../../src/base/decode.ts";
import type { Handlers } from "../../src/protocol/channel.ts";
import type { session } from "../signer/session.ts";

/** What is used of storage.session and alarms. */
export type SessionPorts = {
	readonly read: () => Promise<unknown>;
	readonly write: (kept: object) => Promise<void>;
	readonly remove: () => Promise<void>;
	/** Sets the alarm that calls `lockIfDue`, or clears it. */
	readonly setAlarm: (atMs: number | null) => Promise<void>;
	readonly nowMs: () => number;
};

const kept = d.nullable(d.record({ key: d.text(500), lockAtMs: d.int() }));

export type UnlockSession = {
	readonly handlers: Handlers<typeof session, undefined>;
	/** Forgets the key when its time is over. */
	readonly lockIfDue: () => Promise<void>;
};

export const openSession = (ports: SessionPorts): UnlockSession => {
	const forget = async () => {
		await ports.remove();
		await ports.setAlarm(null);
	};
	const load = async () => {
		const found = kept((await ports.read()) ?? null, "session");
		if (found === null || ports.nowMs() < found.lockAtMs) return found;
		await forget();
		return null;
	};
	return {
		handlers: {
			"session.get": async () => (await load())?.key ?? null,
			"session.set": async ({ key, lockAtMs }) => {
				await ports.write({ key, lockAtMs });
				await ports.setAlarm(lockAtMs);
				return undefined;
			},
			"session.clear": async () => {
				await forget();
				return undefined;
			},
		},
		lockIfDue: async () => {
			await load();
		},
	};
};
