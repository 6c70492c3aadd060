// The execution client in its own process, started with the arguments of its own command line. Four things are put right
// while it loads, none of them in its files; it must not know the consensus side.

import { Common } from "@ethereumjs/common";
import { RLPx } from "@ethereumjs/devp2p";
import { paramsTx } from "@ethereumjs/tx";
import { endWithParent } from "./child.ts";

endWithParent();

type Method = (...args: unknown[]) => unknown;

/** Replaces a method of a prototype, private or not, by one that gets the original. */
const patch = (
	owner: object,
	name: string,
	replace: (original: Method) => (this: object, ...args: unknown[]) => unknown,
): void => {
	const original: unknown = Reflect.get(owner, name);
	if (typeof original !== "function")
		throw new Error(`the execution client has no ${name} to put right`);
	const call =
		(self: unknown): Method =>
		(...args) =>
			Reflect.apply(original, self, args);
	Object.defineProperty(owner, name, {
		configurable: true,
		writable: true,
		value: function (this: object, ...args: unknown[]) {
			return Reflect.apply(replace(call(this)), this, args);
		},
	});
};

const field = (value: unknown, name: string): unknown =>
	typeof value === "object" && value !== null
		? Reflect.get(value, name)
		: undefined;

// 1. The peer-to-peer port is bound to every interface and no option changes it.
patch(
	RLPx.prototype,
	"listen",
	() =>
		function () {
			const server = field(this, "_server");
			const listen = field(server, "listen");
			if (typeof listen !== "function")
				throw new Error("no peer-to-peer server");
			Reflect.apply(listen, server, [0, "127.0.0.1"]);
		},
);

// 2. Blob transactions need parameters that only the transaction package carries.
patch(
	Common.prototype,
	"param",
	(original) =>
		function (name) {
			try {
				return original(name);
			} catch (thrown) {
				if (!String(thrown).includes("Missing parameter")) throw thrown;
				Reflect.apply(Common.prototype.updateParams, this, [paramsTx]);
				return original(name);
			}
		},
);

// 3. The pool knows no price of a type 4 transaction and refuses it.
const pool = await import("@ethereumjs/client/dist/esm/src/service/txpool.js");
patch(
	pool.TxPool.prototype,
	"txGasPrice",
	(original) => (tx) =>
		field(tx, "type") === 4
			? {
					maxFee: field(tx, "maxFeePerGas"),
					tip: field(tx, "maxPriorityFeePerGas"),
				}
			: original(tx),
);

// 4. eth_estimateGas takes typed transactions for legacy ones.
const eth = await import("@ethereumjs/client/dist/esm/src/rpc/modules/eth.js");
patch(eth.Eth.prototype, "estimateGas", (original) => (params) => {
	const [first, block]: unknown[] = Array.isArray(params) ? params : [];
	const call: Record<string, unknown> =
		typeof first === "object" && first !== null ? { ...first } : {};
	call.data ??= call.input;
	if (call.data === undefined) delete call.data;
	if (call.authorizationList !== undefined) call.type ??= "0x4";
	if (call.maxFeePerGas !== undefined) call.type ??= "0x2";
	delete call.nonce;
	if (call.type !== undefined && call.type !== "0x0") {
		call.maxFeePerGas ??= call.gasPrice ?? "0x174876e800";
		delete call.gasPrice;
	}
	return original([call, block]);
});

await import("@ethereumjs/client/dist/esm/bin/cli.js");
