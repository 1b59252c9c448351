import type { SavedView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bookmark } from 'lucide-react';
import { countRuns, runsKey } from '../api/runs';
import { allViewsQuery } from '../api/views';
import { runFilters } from '../features/runs/run-filters';
import classes from './shell.module.css';

/** Views that the navigation has room for; the lists themselves show all. */
const VIEWS_SHOWN = 8;
/** How often a count is asked for while the page is seen. */
const COUNT_MS = 30_000;

/** Kept views, and how much each of them finds now. */
export const NavViews = ({ onGo }: { onGo?: () => void }) => {
  const views = useQuery(allViewsQuery);
  const items = views.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={classes.views} aria-labelledby="nav-views">
      <h2 id="nav-views">Views</h2>
      <ul className={classes.links}>
        {items.slice(0, VIEWS_SHOWN).map((view) => (
          <li key={view.id}>
            <Link
              to={`/${view.screen}`}
              search={{ ...view.query, view: view.id }}
              activeOptions={{ exact: true }}
              className={classes.link}
              title={view.mine ? view.name : `${view.name}, shared by ${view.owner.username ?? 'somebody'}`}
              {...(onGo === undefined ? {} : { onClick: onGo })}
            >
              <Bookmark size={15} aria-hidden />
              <span className={classes.viewName}>{view.name}</span>
              {view.screen === 'runs' ? <Count view={view} /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

const MANY = 999;

const Count = ({ view }: { view: SavedView }) => {
  const counted = useQuery({
    // Relative times are counted from now whenever it is asked, so they are no part of the key.
    queryKey: [...runsKey, 'count', view.id, view.revision],
    queryFn: ({ signal }) => countRuns(runFilters(view.query, Date.now()), signal),
    refetchInterval: COUNT_MS,
  });
  const total = counted.data;
  if (total === undefined) return null;
  return <span className={classes.viewCount}>{total.value > MANY ? `${MANY}+` : total.value}</span>;
};
