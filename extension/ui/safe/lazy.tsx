// The way to the screens of Safe accounts: their script is fetched when the first of them is opened.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { asFault, type Fault } from "../../../src/base/fault.ts";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";

type Screens = ComponentType<{ readonly name: string; readonly arg: string }>;

export const aboutSafes: readonly string[] = [
	"safe",
	"add-safe",
	"safe-send",
	"safe-tx",
];

export const Safes = ({
	name,
	arg,
}: {
	readonly name: string;
	readonly arg: string;
}) => {
	const [screens, setScreens] = useState<{ readonly of: Screens } | null>(null);
	const [fault, setFault] = useState<Fault | null>(null);
	useEffect(() => {
		import("./screens.tsx").then(
			({ default: of }) => setScreens({ of }),
			(thrown: unknown) => setFault(asFault(thrown)),
		);
	}, []);
	if (screens !== null) return <screens.of name={name} arg={arg} />;
	return (
		<Frame title={say().safe.title} onBack={() => go("accounts")}>
			<FaultNote fault={fault} />
		</Frame>
	);
};
