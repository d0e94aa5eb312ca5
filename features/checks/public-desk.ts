// What pages of other features may take from the checks.
export { drawFill, takeFill, type FillPage } from './desk/today.page.tsx';
