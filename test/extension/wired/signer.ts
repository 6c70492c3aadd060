// A small signer for the test of the wiring: it shows that the screens, the engine and the session memory reach it.

import { startSigner } from "../../../extension/signer/start.ts";
import { Fault } from "../../../src/base/fault.ts";

startSigner(({ engine, session }) => {
	const isAsked = (
		message: unknown,
	): message is { id: string; method: string } =>
		typeof message === "object" && message !== null && "method" in message;
	const status = async () => ({
		hasVault: true,
		unlocked: (await session.get()) === "the key",
		accounts: [],
		held: [],
		autoLockMinutes: 5,
	});
	engine.listen((message) => {
		if (!isAsked(message)) return;
		const { id } = message;
		engine.send({
			id,
			ok: {
				hasVault: false,
				unlocked: false,
				accounts: [`0x${"51".repeat(20)}`],
				held: [],
				autoLockMinutes: 5,
			},
		});
	});
	return {
		serveKeys: (port) =>
			port.listen((message) => {
				if (!isAsked(message)) return;
				const { id, method } = message;
				const work = async () => {
					if (method === "keys.unlock")
						await session.set("the key", Date.now() + 60_000);
					else if (method === "keys.lock") await session.clear();
					else if (method !== "keys.status")
						throw new Fault("internal", `fetch is ${typeof fetch}`);
					return await status();
				};
				work().then(
					(ok) => port.send({ id, ok }),
					(thrown: unknown) => {
						const fault =
							thrown instanceof Fault
								? thrown
								: new Fault("internal", String(thrown));
						port.send({ id, fault: fault.toJson() });
					},
				);
			}),
	};
});
