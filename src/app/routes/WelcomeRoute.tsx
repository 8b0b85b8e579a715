import { WelcomeView } from '../welcome/WelcomeView.tsx';

export function WelcomeRoute() {
  return <WelcomeView />;
}
