// What the stage at a hardware wallet is given, and gives back.

import type { ComponentChildren } from "preact";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Fault } from "../../../src/base/fault.ts";
import type { DeviceRequest } from "../../../src/protocol/device.ts";

/** What the device shows of it, by name. */
export type DeviceTerms = readonly {
	readonly name: string;
	readonly value: ComponentChildren;
}[];

export type DeviceStageProps = {
	readonly request: DeviceRequest;
	readonly terms: DeviceTerms;
	/** The signer looks at what came. */
	readonly busy: boolean;
	/** Why it was not taken. */
	readonly fault: Fault | null;
	readonly onSigned: (signature: Hex) => void;
	readonly onBack: () => void;
};
