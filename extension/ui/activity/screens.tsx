// The screens of what happened and what is allowed, by the name of each.

import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { Allowances } from "./allowances.tsx";
import { Collectibles } from "./collectibles.tsx";
import { CurrencyScreen } from "./currency.tsx";
import { ActivityLog } from "./log.tsx";

export const aboutActivity: readonly string[] = [
	"allowances",
	"happened",
	"currency",
	"collectibles",
];

const Log = () => {
	const { title, under } = say().happened;
	return (
		<Frame title={title} under={under} onBack={() => go("settings")}>
			<div class="read">
				<ActivityLog />
			</div>
		</Frame>
	);
};

export const ActivityScreen = ({ name }: { readonly name: string }) =>
	name === "happened" ? (
		<Log />
	) : name === "currency" ? (
		<CurrencyScreen />
	) : name === "collectibles" ? (
		<Collectibles />
	) : (
		<Allowances />
	);
