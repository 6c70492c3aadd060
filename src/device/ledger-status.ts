// What the two bytes at the end of a Ledger's answer say. Source: the maker's list of statuses (ledger-live, packages/errors) and the
// Ethereum app's own (app-ethereum, doc/ethapp.adoc).

import type { FaultCode } from "../base/faults.ts";

type DeviceCode = Extract<FaultCode, `device-${string}`>;

const codes: ReadonlyMap<number, DeviceCode> = new Map([
	// locked, by the words of older and of newer systems
	[0x5515, "device-locked"],
	[0x6804, "device-locked"],
	[0x6982, "device-locked"],
	[0x6b0c, "device-locked"],
	// the person said no
	[0x5501, "device-refused"],
	[0x6985, "device-refused"],
	// no app, or one that knows nothing of this
	[0x6511, "device-app"],
	[0x6e00, "device-app"],
	[0x6e01, "device-app"],
	[0x6d02, "device-app"],
	// the Ethereum app, but one that does not know the question or the type
	[0x6501, "device-old"],
	[0x6d00, "device-old"],
	// what it could not show in full
	[0x6a80, "device-blind"],
	[0x6984, "device-blind"],
	[0x6a84, "device-blind"],
]);

/** What speaks against it; null where all is well. */
export const codeOfStatus = (status: number): DeviceCode | null =>
	status === 0x9000 ? null : (codes.get(status) ?? "device-answer");
