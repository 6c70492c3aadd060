// A caller whose engine does not start at once: refused with the reason, then joined without having to come back.

import { expect, test } from "vitest";
import { joinWhenOpen } from "../../../extension/engine/join-when-open.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Port } from "../../../src/protocol/channel.ts";

type Door = { readonly name: string };

const stage = () => {
	const hearers = new Set<(message: unknown) => void>();
	const sent: unknown[] = [];
	const port: Port = {
		send: (message) => sent.push(message),
		listen: (hear) => {
			hearers.add(hear);
			return () => hearers.delete(hear);
		},
		onClose: () => {},
	};
	const clock = { ms: 0 };
	const tries: {
		readonly opens: (door: Door) => void;
		readonly fails: (fault: Fault) => void;
	}[] = [];
	const served: unknown[] = [];
	joinWhenOpen<Door>(
		port,
		() =>
			new Promise((opens, fails) => {
				tries.push({ opens, fails });
			}),
		(door, on) => {
			on.listen((message) => served.push([door.name, message]));
		},
		() => clock.ms,
	);
	return {
		...{ sent, served, tries, clock },
		say: (message: unknown) => {
			for (const hear of [...hearers]) hear(message);
		},
		listeners: () => hearers.size,
	};
};
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const storage = new Fault("storage", "the disk is held by another");

test("what comes while it opens is served once it is open, in its order, once", async () => {
	const { say, tries, served, sent, listeners } = stage();
	say({ id: 1 });
	say({ id: 2 });
	tries[0]?.opens({ name: "first" });
	await settled();
	say({ id: 3 });
	expect(served).toEqual([1, 2, 3].map((id) => ["first", { id }]));
	expect(sent).toEqual([]);
	expect(tries).toHaveLength(1);
	expect(listeners()).toBe(1);
});

test("refuses with the reason while it does not open, and tries no more often than every two seconds", async () => {
	const { say, tries, sent, clock } = stage();
	say({ id: 1 });
	tries[0]?.fails(storage);
	await settled();
	say({ id: 2 });
	say("no request");
	clock.ms = 1_999;
	say({ id: 3 });
	expect(sent).toEqual(
		[1, 2, 3].map((id) => ({ id, fault: storage.toJson() })),
	);
	expect(tries).toHaveLength(1);
});

test("joins by a later try whoever has stayed, without a reload", async () => {
	const { say, tries, served, sent, clock } = stage();
	tries[0]?.fails(storage);
	await settled();
	clock.ms = 2_000;
	say({ id: 1 });
	say({ id: 2 });
	expect(tries).toHaveLength(2);
	tries[1]?.fails(storage);
	await settled();
	expect(sent).toHaveLength(2);
	clock.ms = 4_000;
	say({ id: 3 });
	tries[2]?.opens({ name: "third" });
	await settled();
	say({ id: 4 });
	expect(served).toEqual([3, 4].map((id) => ["third", { id }]));
	expect(sent).toHaveLength(2);
});
