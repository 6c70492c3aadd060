// The frame of the three places: whose account it is and how things stand above, the way to the other two below.

import type { ComponentChildren } from "preact";
import { AccountLine, HeadLine } from "../popup/head.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { Frame } from "./frame.tsx";
import { Icon } from "./icon.tsx";

export type PlaceName = "assets" | "activity" | "sites";

const places: readonly PlaceName[] = ["assets", "activity", "sites"];

/** Where each of them is. */
const routeOf = (place: PlaceName): string =>
	place === "assets" ? "home" : place;

const PlaceBar = ({ here }: { readonly here: PlaceName }) => {
	const { view } = useShared();
	const waits = view.waiting.length;
	return (
		<nav class="places" aria-label={say().home.places}>
			{places.map((place) => (
				<button
					key={place}
					type="button"
					aria-current={place === here ? "page" : undefined}
					onClick={() => go(routeOf(place))}
				>
					<Icon name={place} size={20} />
					<span>{say().home[place]}</span>
					{place !== "sites" || waits === 0 ? null : (
						<>
							<i class="count" aria-hidden="true">
								{waits}
							</i>
							<span class="unseen">, {say().home.waiting(waits)}</span>
						</>
					)}
				</button>
			))}
		</nav>
	);
};

/** One of the three places. */
export const Place = ({
	here,
	children,
}: {
	readonly here: PlaceName;
	readonly children: ComponentChildren;
}) => {
	const { view } = useShared();
	return (
		<Frame
			title={say().home[here]}
			top={
				<>
					<AccountLine view={view} />
					<HeadLine view={view} />
					<button
						type="button"
						class="gear"
						aria-label={say().home.settings}
						title={say().home.settings}
						onClick={() => go("settings")}
					>
						<Icon name="settings" />
					</button>
				</>
			}
			bar={<PlaceBar here={here} />}
		>
			{children}
		</Frame>
	);
};
