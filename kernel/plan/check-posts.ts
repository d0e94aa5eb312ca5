import { listOf, said, type Report } from '../programme/check-text.ts';
import { DUTY_ROLES } from '../roster/plan.ts';
import type { Json } from '../stream/event.ts';

const POSTS_MAX = 12;
/** `office.function`: whoever keeps accounts or keys has no part in an emergency. */
const POST = new RegExp(`^[a-z][a-z0-9-]{1,39}\\.(${DUTY_ROLES.join('|')})$`);

/** A post, `office.function`. */
export const checkPost = (value: Json | undefined, path: string, report: Report): void => {
  if (typeof value !== 'string' || !POST.test(value)) report('post.unknown', path, { post: said(value) });
};

/** Posts, none of them twice. */
export const checkPosts = (value: Json | undefined, path: string, report: Report): void => {
  const posts = listOf(value);
  if (value !== undefined && !Array.isArray(value)) report('value.invalid', path);
  if (posts.length > POSTS_MAX) report('posts.too_many', path, { max: POSTS_MAX });
  posts.slice(0, POSTS_MAX).forEach((post, i) => {
    checkPost(post, `${path}/${i}`, report);
    if (posts.indexOf(post) !== i) report('post.twice', `${path}/${i}`, { post: said(post) });
  });
};
