# Folio's web, worker and beat are this one image with different commands; docker-compose.yml names them.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings.production
WORKDIR /folio
COPY requirements.lock pyproject.toml ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN pybabel --quiet compile --domain django --directory locale \
 && DJANGO_SETTINGS_MODULE=config.settings.collect python manage.py collectstatic --noinput \
 && useradd --create-home folio && mkdir -p /folio/var/media && chown -R folio /folio/var
USER folio
EXPOSE 8000
CMD ["gunicorn", "--workers", "2", "--threads", "4", "--worker-class", "gthread", "--bind", "0.0.0.0:8000", "config.wsgi:application"]
